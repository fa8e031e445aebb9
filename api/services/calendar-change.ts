import type { Transaction } from '../../db/database.ts';
import { type HeldRow, loadUnsettled } from '../../db/queries/held-ladder.ts';
import { listPlans, loadActivation, loadRounds, type RoundRow } from '../../db/queries/plan.ts';
import { type Calendar, type CalendarDay, calendarOf } from '../../domain/calendar.ts';
import { ladderChange, type LadderChange } from '../../domain/calendar-change.ts';
import { derive } from '../../domain/derivation.ts';
import type { Publication } from '../../domain/recomputed-ladder.ts';
import { type DatedRound, roundChange } from '../../domain/round-change.ts';
import { type Instant, localDateOf } from '../../domain/time.ts';
import { sendAtUnder } from '../../domain/written-message.ts';

/** An obligation that another calendar touches. */
export interface ObligationChange extends HeldRow {
  /** Null where only a waiting message makes way for a day off. */
  change: LadderChange | null;
  /** When its round consolidates and closes under that calendar. */
  round: { consolidationOn: string | null; closesAt: Instant | null };
  /** Waiting messages by row, with their new minute; null for one that goes no more. */
  moved: { row: number; sendAt: Instant | null }[];
}

export interface RoundChange {
  row: RoundRow;
  dates: DatedRound;
}

/** What a calendar changes in all active plans of a tenant. */
export interface CalendarChange {
  plans: string[];
  rounds: RoundChange[];
  obligations: ObligationChange[];
}

/** Computes, and writes nothing: the proposal and the publication see the same. */
export async function changeUnder(
  tx: Transaction,
  version: number,
  days: readonly CalendarDay[],
  now: Instant,
): Promise<CalendarChange> {
  const calendar = calendarOf(version, days);
  const plans = (await listPlans(tx)).map(({ id }) => id);
  const all: CalendarChange = { plans, rounds: [], obligations: [] };
  for (const plan of plans) {
    const { rounds, obligations } = await planUnder(tx, plan, calendar, now);
    all.rounds.push(...rounds);
    all.obligations.push(...obligations);
  }
  return all;
}

async function planUnder(
  tx: Transaction,
  plan: string,
  calendar: Calendar,
  now: Instant,
): Promise<Omit<CalendarChange, 'plans'>> {
  const before = await loadActivation(tx, plan);
  if (!before) throw new TypeError(`plan ${plan} is not active`);
  const after = { ...before, calendar };
  const derived = derive(after, before.plannedThrough ?? undefined).rounds;
  const rounds = (await loadRounds(tx, plan))
    .filter(({ closedAt }) => closedAt === null)
    .flatMap((row): RoundChange[] => {
      const dates = roundChange(row, derived, after, now);
      return dates ? [{ row, dates }] : [];
    });
  const held = await loadUnsettled(tx, plan, before.schedule.events);
  const publication = { before, after, now };
  return { rounds, obligations: held.flatMap((one) => obligationUnder(one, rounds, publication)) };
}

function obligationUnder(one: HeldRow, rounds: RoundChange[], publication: Publication): ObligationChange[] {
  const round = roundOf(one, rounds);
  const change = ladderChange({ ...one.held, obligation: { ...one.held.obligation, ...round } }, publication);
  const moved = one.waiting.flatMap((message) => {
    const sendAt = sendAtUnder(message, change, publication.after);
    return sendAt === message.sendAt ? [] : [{ row: message.row, sendAt }];
  });
  return change || moved.length > 0 ? [{ ...one, change, round, moved }] : [];
}

/** A report consolidates and closes with its round; what has a date beyond, or none, keeps to itself. */
function roundOf({ row }: HeldRow, rounds: RoundChange[]): ObligationChange['round'] {
  const { consolidationOn, closesAt } = row;
  const dates = rounds.find((round) => round.row.id === row.round)?.dates;
  if (!dates) return { consolidationOn, closesAt };
  return {
    consolidationOn: consolidationOn && localDateOf(dates.consolidationAt),
    closesAt: closesAt === null ? null : dates.closesAt,
  };
}
