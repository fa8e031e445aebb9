import { type Activation, assigneesOf } from './activation.ts';
import { type Expansion, expandParties } from './party.ts';
import type { Undecided } from './proposal.ts';
import { everybody, openGroups } from './taking-part.ts';
import { isReported, trackOf } from './track.ts';
import { count, joinWords, longDate } from './vietnamese.ts';

/** Who takes part, who gives which figures, and what those are judged by. */
export function undecidedParties(activation: Activation): Undecided[] {
  const expansion = everybody(activation);
  return [
    ...undecidedGroups(activation, expansion),
    ...unassignedItems(activation, expansion),
    ...unownedIndicators(activation),
    ...absentTargets(activation),
  ];
}

function undecidedGroups(activation: Activation, expansion: Expansion): Undecided[] {
  const unticked = openGroups(activation).filter(({ id }) => !activation.schedule.participants[id]);
  return unticked.map(({ id, name }) => {
    const found = count(expansion.organisationsOf(id).length);
    const fact = `“${name}” không kể hết tên các cơ quan, và chưa chọn cơ quan nào tham gia`;
    const message = `${fact}; đề xuất ${found} cơ quan có trong danh sách; cần ghi từng cơ quan ở “participants.${id}”.`;
    return { code: 'participants', at: `participants.${id}`, fact, message, blocks: true, proposed: [] };
  });
}

/**
 * A duty that nobody carries would be lost without a word. One of its own is laid on the bodies of the day of
 * activation, a line on those of the day its round opens.
 */
function unassignedItems({ plan, schedule, organisations }: Activation, ever: Expansion): Undecided[] {
  const now = expandParties(plan, organisations, schedule, schedule.activatedOn);
  const lost = plan.items.filter((item) => {
    const track = trackOf(item, schedule);
    const expansion = isReported(item, schedule) ? ever : now;
    return track !== 'none' && assigneesOf(item, expansion, schedule).length === 0;
  });
  return lost.map(({ id, title, party }) => {
    const name = plan.parties.find((one) => one.id === party)?.name ?? party;
    const given = `Nhiệm vụ “${title}” giao cho “${name}”`;
    const fact = `${given} nhưng từ ${longDate(schedule.activatedOn)} không cơ quan nào trong danh sách nhận`;
    const message = `${fact}; cần ghi cơ quan ở “items.${id}”, “participants” hoặc “successions”.`;
    return { code: 'item-unassigned', at: `items.${id}`, fact, message, blocks: true, proposed: [] };
  });
}

function unownedIndicators({ plan, schedule }: Activation): Undecided[] {
  const unowned = plan.objectives
    .flatMap(({ indicators }) => indicators)
    .filter(({ no, owners }) => {
      const told = plan.items.some(({ indicators }) => indicators.includes(no));
      return !told && !(schedule.indicators[no]?.owners ?? owners).some(({ role }) => role === 'report');
    });
  if (unowned.length === 0) return [];
  const fact = `Chưa cơ quan nào báo cáo chỉ tiêu ${joinWords(unowned.map(({ no }) => no))}`;
  const message = `${fact}; có thể ghi ở “indicators”.`;
  return [{ code: 'indicator-unowned', at: 'indicators', fact, message, blocks: false, proposed: [] }];
}

/** Rounds and reminders need no target, so it blocks nothing; a result can't be called reached or missed without it. */
function absentTargets({ plan }: Activation): Undecided[] {
  const indicators = plan.objectives.flatMap((objective) => objective.indicators);
  const lacking = indicators.filter(({ text, targets }) => text === null && targets.length === 0);
  const elsewhere = plan.references.filter(({ role, file }) => role === 'targets' && file === null);
  if (lacking.length === 0) return [];
  return elsewhere.map(({ ref }) => {
    const fact = `Lời và mức của ${count(lacking.length)} chỉ tiêu nằm ở “${ref}”, chưa được đính kèm`;
    const message = `${fact}: thu được số liệu nhưng chưa đánh giá được đạt hay chưa đạt.`;
    return { code: 'targets-elsewhere', at: 'references', fact, message, blocks: false, proposed: [] };
  });
}
