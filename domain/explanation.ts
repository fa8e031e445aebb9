import type { Calendar } from './calendar.ts';
import type { Deadline } from './plan.ts';
import { addDays, type LocalDate } from './time.ts';
import { longDate } from './vietnamese.ts';

/** Who gave the date: the signed text, or the lead when it activated the plan or later. */
export type DeadlineOrigin = 'plan' | 'proposal' | 'lead';

interface Explained {
  deadline: Deadline;
  origin: DeadlineOrigin;
  last: LocalDate;
  named: LocalDate;
  targetDay: LocalDate;
  namedDay: LocalDate;
  calendar: Calendar;
}

/** Why a date is what it is: the words, the rule, and every day off on the way. */
export function explain(days: Explained): string[] {
  const { deadline, targetDay, namedDay, calendar } = days;
  const why = [wordsOf(days)];
  if (deadline.kind === 'before' || deadline.kind === 'before-event') {
    why.push(`Trước mốc ${longDate(days.named)}: ngày làm việc cuối cùng là ${longDate(targetDay)}.`);
  } else {
    why.push(`Ngày làm việc cuối cùng trong thời hạn là ${longDate(targetDay)}.`);
  }
  why.push(...daysOffBetween(targetDay, namedDay, calendar));
  if (namedDay !== days.named) why.push(`Mốc rơi vào ngày nghỉ nên tính đến hết ${longDate(namedDay)}.`);
  return why;
}

const ORIGIN_WORDS: Record<DeadlineOrigin, string> = {
  plan: 'Kế hoạch nêu',
  proposal: 'Kế hoạch không nêu ngày; cơ quan đầu mối đề xuất khi kích hoạt',
  lead: 'Cơ quan đầu mối quyết định',
};

function wordsOf(days: Explained): string {
  return `${ORIGIN_WORDS[days.origin]}: “${days.deadline.text}”.`;
}

/** Names each holiday between the day people are told and the named day, and says where a row is not official yet. */
function daysOffBetween(from: LocalDate, to: LocalDate, calendar: Calendar): string[] {
  const reasons: string[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) continue;
    const row = calendar.dayOf(day);
    const doubt = row && row.status !== 'official' ? ' (chưa chính thức, tạm tính là ngày nghỉ)' : '';
    reasons.push(row ? `${longDate(day)} nghỉ ${row.name}${doubt}.` : `${longDate(day)} là ngày nghỉ cuối tuần.`);
  }
  return reasons;
}
