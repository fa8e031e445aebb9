import { type Activation, type Derived, type Obligation, reasonOf } from './activation.ts';
import type { PlanItem } from './plan.ts';
import { type ProposedDay, proposedWords, type Undecided, wordsInPlace } from './proposal.ts';
import type { Schedule } from './schedule.ts';

/** Duties of their own whose day, or whose event, nobody has named. */
export function undecidedItems({ plan, schedule }: Activation, { obligations }: Derived): Undecided[] {
  const own = obligations.filter(({ round, items }) => round === null && items.length > 0);
  return plan.items.flatMap((item) => {
    const ofItem = own.filter(({ items }) => items[0] === item.id);
    const isWaiting = ofItem.some(({ deadline }) => !deadline);
    if (isWaiting && !namesEvent(item, schedule)) return [unnamedEvent(item)];
    const proposed = proposedDays(ofItem);
    return proposed.length === 0 || schedule.items[item.id]?.asProposed ? [] : [unnamedDay(item, proposed)];
  });
}

function namesEvent(item: PlanItem, { items }: Schedule): boolean {
  const decision = items[item.id];
  const deadlines = decision?.deadlines ?? [item.deadline, ...item.also];
  return decision?.event !== undefined || deadlines.some((deadline) => 'event' in deadline);
}

/** One for each date of the duty, however many bodies it is of. */
function proposedDays(obligations: Obligation[]): ProposedDay[] {
  const days = obligations.flatMap(({ deadline }) =>
    deadline?.origin === 'proposal' ? [{ of: '', who: '', day: deadline.targetDay, reason: reasonOf(deadline) }] : [],
  );
  return days.filter(({ day }, index) => days.findIndex((one) => one.day === day) === index);
}

function unnamedDay({ id, title, deadline }: PlanItem, proposed: ProposedDay[]): Undecided {
  const fact = `Nhiệm vụ “${title}” ${wordsInPlace(deadline.text)}`;
  const message = `${fact}; đề xuất ${proposedWords(proposed)}; cần ghi ngày (deadlines) hoặc asProposed: true ở “items.${id}”.`;
  return { code: 'item-date', at: `items.${id}`, fact, message, blocks: true, proposed };
}

function unnamedEvent({ id, title, deadline }: PlanItem): Undecided {
  const fact = `Nhiệm vụ “${title}” ${wordsInPlace(deadline.text)} và không nêu phải chờ việc gì`;
  const message = `${fact}; cần ghi tên sự kiện (event) hoặc ngày (deadlines) ở “items.${id}”.`;
  return { code: 'item-event', at: `items.${id}`, fact, message, blocks: true, proposed: [] };
}
