import { html, type Html } from '../../domain/html.ts';
import { isSettled } from '../../domain/obligation.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { lowerFirst, timeOfDay } from '../../domain/vietnamese.ts';
import type { ObligationLine } from '../routes/reading/lines.ts';
import type { PlanView, RoundSummary } from '../routes/reading/plans.ts';

/** A day ahead, with what happens on it. */
export interface ComingDay {
  day: LocalDate;
  what: Html[];
}

/** The days of a plan from today on, in order. */
export function comingDays(plan: PlanView, today: LocalDate): ComingDay[] {
  const days = new Map<LocalDate, Html[]>();
  for (const { day, words } of [...plan.rounds.flatMap(daysOfRound), ...daysOfOwn(plan.own)]) {
    if (day < today) continue;
    days.set(day, [...(days.get(day) ?? []), words]);
  }
  return [...days].map(([day, what]) => ({ day, what })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

interface DayWords {
  day: LocalDate;
  words: Html;
}

function daysOfRound({ round, expected, received }: RoundSummary): DayWords[] {
  if (round.closedAt !== null) return [];
  const name = lowerFirst(round.name);
  const days: DayWords[] = [];
  if (round.openedAt === null) days.push({ day: round.opensOn, words: html`Mở kỳ ${name}, thư đầu tiên được gửi` });
  if (received < expected) {
    days.push({ day: round.deadline.targetDay, words: html`Ngày cuối các cơ quan gửi ${name}` });
  }
  if (round.draftedAt === null) {
    const time = timeOfDay(round.consolidationAt);
    days.push({ day: localDateOf(round.consolidationAt), words: html`${time}: lập dự thảo tổng hợp ${name}` });
  }
  if (round.leadDeadline && round.issuedAt === null) {
    days.push({ day: round.leadDeadline.targetDay, words: html`Ngày cuối cơ quan đầu mối phát hành ${name}` });
  }
  return days;
}

/** One duty of a hundred communes is one line, not a hundred. */
function daysOfOwn(own: readonly ObligationLine[]): DayWords[] {
  const counted = new Map<string, { day: LocalDate; name: string; bodies: string[] }>();
  for (const { row, deadline, organisationName } of own) {
    if (!deadline || isSettled({ decision: row.decision, unreported: row.unreportedAt !== null })) continue;
    const key = `${deadline.targetDay} ${row.name}`;
    const entry = counted.get(key) ?? { day: deadline.targetDay, name: row.name, bodies: [] };
    entry.bodies.push(organisationName);
    counted.set(key, entry);
  }
  return [...counted.values()].map(({ day, name, bodies }) => {
    const who = bodies.length === 1 ? (bodies[0] ?? '') : `${bodies.length} cơ quan`;
    return { day, words: html`Ngày cuối của việc “${name}” (${who})` };
  });
}
