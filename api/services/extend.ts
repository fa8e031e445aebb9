import { lastMessageOn } from '../../db/queries/notification.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import { decideItemExtension, givenDeadline, refuseAfterClosing, refuseExtension } from '../../domain/extend.ts';
import { extensionLadder, leadDueLadder, returnLadder } from '../../domain/ladder.ts';
import type { Ladder } from '../../domain/rung.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandIn, type Outcome } from './held-obligation.ts';
import type { Holding } from './holding.ts';
import { itemMoves } from './item-moves.ts';

export interface Extension {
  until: LocalDate;
  reason: string;
  basis: string;
  /** Single items: each becomes an obligation of its own with that date. (Default: the whole) */
  items?: string[] | null;
}

/**
 * A later date with its reason and basis, for an obligation or single items of it. The deadline before stays on record:
 * lateness is judged by its moment. Returns the ids of what it touched, the obligation first.
 */
export async function extend(context: ServiceContext, command: Command, extension: Extension): Promise<string[]> {
  const { until, reason, basis, items = null } = extension;
  const asked = { kind: 'extend', until, reason, basis, items } as const;
  return context.database.inTenant(context.tenant, async (tx) => {
    const { into } = await commandIn(tx, context, command, asked, async (holding) => {
      refuseExtension(holding.standing, until, localDateOf(holding.now));
      const words = `gia hạn đến hết ngày ${shortDate(until)}, theo ${basis}`;
      const deadline = givenDeadline(until, words, holding.activation.calendar);
      const part = decideItemExtension(holding.standing, items);
      return part ? extendItems(holding, extension, part, deadline) : extendWhole(holding, extension, deadline);
    });
    return [command.obligation, ...into];
  });
}

async function extendWhole(
  holding: Holding,
  { until, reason, basis }: Extension,
  deadline: ResolvedDeadline,
): Promise<Outcome> {
  const { decision, items } = holding.standing;
  const ladder = await ladderUntil(holding, until, deadline);
  return {
    kind: 'extend',
    payload: { until, reason, basis },
    decided: { decision, items },
    next: { ladder, deadline, reason: 'extension', note: { until, reason, basis } },
  };
}

async function ladderUntil(holding: Holding, until: LocalDate, deadline: ResolvedDeadline): Promise<Ladder> {
  const { standing, now, subject, activation, row, tx } = holding;
  const number = row.ladderNumber + 1;
  if (standing.upward) return leadDueLadder(number, subject, deadline, now, activation);
  // Whoever has to hand in again is told the new date and reminded on its eve: reminders of a first report are not his.
  if (standing.decision === 'returned') return returnLadder(number, subject, until, now, activation);
  return extensionLadder(number, subject, deadline, now, await lastMessageOn(tx, row.id), activation);
}

async function extendItems(
  holding: Holding,
  { until, reason, basis }: Extension,
  { moved, decided }: NonNullable<ReturnType<typeof decideItemExtension>>,
  deadline: ResolvedDeadline,
): Promise<Outcome> {
  refuseAfterClosing(until, holding.row.closesAt);
  return {
    kind: 'extend',
    payload: { until, reason, basis, items: moved },
    decided,
    moves: await itemMoves(holding, moved, holding.row.organisation, deadline),
    next: null,
  };
}
