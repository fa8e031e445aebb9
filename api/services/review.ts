import { newestSubmission } from '../../db/queries/fact.ts';
import { returnLadder } from '../../domain/ladder.ts';
import type { ObligationState } from '../../domain/obligation.ts';
import { decideAccept, decideReturn, refuseOwnHand } from '../../domain/review.ts';
import { proposedReturnDay } from '../../domain/round.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandObligation } from './held-obligation.ts';
import type { Holding } from './holding.ts';
import { leadTargetOf } from './lead-target.ts';

/** Everything handed in is accepted. */
export async function accept(context: ServiceContext, command: Command): Promise<ObligationState> {
  return commandObligation(context, command, { kind: 'review', outcome: 'accepted' }, async ({ tx, row, standing }) => {
    const decided = decideAccept(standing);
    refuseOwnHand(standing, command.by, (await newestSubmission(tx, row.id))?.submittedBy ?? null);
    return { kind: 'review', payload: { outcome: 'accepted' }, decided, next: null };
  });
}

export interface Return {
  reason: string;
  /** The new date; null takes the proposed one. */
  until: LocalDate | null;
  /** Single items; null returns everything. */
  items: string[] | null;
}

/** All or single items are returned with a date of their own; the rest is accepted. The day received stays. */
export async function returnForWork(context: ServiceContext, command: Command, back: Return): Promise<ObligationState> {
  const { reason, until, items } = back;
  const asked = { kind: 'review', outcome: 'returned', reason, until, items } as const;
  return commandObligation(context, command, asked, (holding) => returned(holding, back));
}

async function returned(holding: Holding, back: Return) {
  const { standing, now, subject, activation, row } = holding;
  const today = localDateOf(now);
  const until = back.until ?? (await proposedDay(holding, today));
  const decided = decideReturn(standing, back.items, until, today);
  const items = decided.items.filter(({ state }) => state === 'returned').map(({ id }) => id);
  const note = { reason: back.reason, until, items };
  const ladder = returnLadder(row.ladderNumber + 1, subject, until, now, activation);
  return {
    kind: 'review' as const,
    payload: { outcome: 'returned', ...note },
    decided,
    next: { ladder, deadline: standing.deadline, reason: 'return' as const, note },
  };
}

async function proposedDay({ tx, row, activation }: Holding, today: LocalDate): Promise<LocalDate> {
  return proposedReturnDay(today, row.consolidationOn, await leadTargetOf(tx, row.round), activation);
}
