import { nameKey } from '../../domain/party.ts';
import type { Deadline, Finding, Plan, PlanItem, PlanRound } from '../../domain/plan.ts';
import { dayNumber, yearOf } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import { deadlinesOf, lastDate, namedDate } from './dated.ts';
import { isOfSameBodies } from './rounds.ts';
import { warning } from './subject.ts';
import type { Subject } from './subject.ts';
import { writtenDates } from './written-date.ts';

/** Dates that can't all hold: of one round told twice, of members and lead, of a day and its own words. */
export function deadlinesConflict({ plan }: Subject): Finding[] {
  return [...roundsConflict(plan), ...leadBeforeMembers(plan), ...dutiesConflict(plan), ...wordsConflict(plan)];
}

/** Days within which two dates of one name are one report's: whoever wrote it changed one place and forgot the other. */
const NEAR_DAYS: Record<PlanRound['kind'], number> = {
  ...{ plan: 300, annual: 300, 'ad-hoc': 300 },
  ...{ 'six-month': 120, quarterly: 60, monthly: 20 },
};

function roundsConflict({ rounds }: Plan): Finding[] {
  return rounds.flatMap((round, index) => {
    const earlier = rounds.slice(0, index).find((other) => isSameReport(round, other));
    if (!earlier || !isOtherDay(round, earlier, NEAR_DAYS[round.kind])) return [];
    const message = `Kỳ “${round.name}” có hai thời hạn, “${earlier.deadline.text}” ở dòng ${earlier.source.line} và “${round.deadline.text}”; cần xác định thời hạn nào đúng.`;
    return [warning('deadlines-conflict', message, round.source)];
  });
}

const isSameReport = (a: PlanRound, b: PlanRound): boolean =>
  isOfSameBodies(a, b) && a.covers === b.covers && a.kind === b.kind && nameKey(a.name) === nameKey(b.name);

interface HasDeadline {
  deadline: Deadline;
}

function isOtherDay(a: HasDeadline, b: HasDeadline, within = NEAR_DAYS.annual): boolean {
  const [one, other] = [namedDate(a.deadline), namedDate(b.deadline)];
  if (one === null || other === null || one === other) return false;
  return Math.abs(dayNumber(one) - dayNumber(other)) <= within;
}

/** The lead has to send on before, or on the very day that, its members have to send to it. */
function leadBeforeMembers({ rounds }: Plan): Finding[] {
  const members = rounds.filter(({ from, covers }) => from !== 'lead' && covers === 'items');
  return rounds
    .filter(({ from }) => from === 'lead')
    .flatMap((lead) => {
      const due = lastDate(lead.deadline);
      const late = members.find((round) => {
        const last = lastDate(round.deadline);
        const isOfLead = round.kind === lead.kind || (lead.kind === 'ad-hoc' && members.length === 1);
        return isOfLead && due !== null && last !== null && yearOf(last) === yearOf(due) && last >= due;
      });
      if (!late) return [];
      const message = `Cơ quan đầu mối phải báo cáo “${lead.deadline.text}”, không sau thời hạn “${late.deadline.text}” mà các cơ quan gửi “${late.name}” (dòng ${late.source.line}): không còn ngày nào để tổng hợp.`;
      return [warning('deadlines-conflict', message, lead.source)];
    });
}

function dutiesConflict({ items }: Plan): Finding[] {
  return items.flatMap((item, index) => {
    const earlier = items.slice(0, index).find((other) => isSameDuty(item, other) && isOtherDay(item, other));
    if (!earlier) return [];
    const message = `Nhiệm vụ “${item.title}” có hai thời hạn, “${earlier.deadline.text}” ở dòng ${earlier.source.line} và “${item.deadline.text}”; cần xác định thời hạn nào đúng.`;
    return [warning('deadlines-conflict', message, item.source)];
  });
}

/** The same duty of the same party, word for word: mostly a paragraph that was copied twice. */
export function duplicateDuty({ plan: { items } }: Subject): Finding[] {
  return items.flatMap((item, index) => {
    const earlier = items.slice(0, index).find((other) => isSameDuty(item, other) && !isOtherDay(item, other));
    if (!earlier) return [];
    const message = `Nhiệm vụ “${item.title}” đã nêu ở dòng ${earlier.source.line}; chỉ nên giữ một.`;
    return [warning('duplicate-duty', message, item.source)];
  });
}

const isSameDuty = (a: PlanItem, b: PlanItem): boolean => a.party === b.party && nameKey(a.title) === nameKey(b.title);

/** A file that somebody mistyped: the day beside the words is none of those that the words name. */
function wordsConflict(plan: Plan): Finding[] {
  return deadlinesOf(plan).flatMap(({ deadline, source }) => {
    const date = 'date' in deadline ? deadline.date : null;
    const written = writtenDates(deadline.text);
    if (date === null || written.length === 0) return [];
    const isWritten = written.some(
      ({ day, month, year }) =>
        Number(date.slice(8)) === day && Number(date.slice(5, 7)) === month && [null, yearOf(date)].includes(year),
    );
    if (isWritten) return [];
    const message = `Thời hạn “${deadline.text}” được ghi thành ngày ${shortDate(date)}; ngày và lời phải là một.`;
    return [warning('deadlines-conflict', message, source)];
  });
}
