import { resolveDeadline } from '../../domain/deadline.ts';
import { extensionLadder, returnLadder } from '../../domain/ladder.ts';
import { decideExtend, type ObligationState } from '../../domain/obligation.ts';
import { lastMessageOn } from '../../db/queries/notification.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandObligation } from './held-obligation.ts';

export interface Extension {
  until: LocalDate;
  reason: string;
  basis: string;
}

/** A later date with its reason and basis. The deadline before stays on record: lateness is judged by its moment. */
export async function extend(
  context: ServiceContext,
  command: Command,
  extension: Extension,
): Promise<ObligationState> {
  return commandObligation(context, command, async (holding) => {
    const { standing, now, subject, activation, row, tx } = holding;
    decideExtend(standing, extension.until, localDateOf(now));
    const words = `gia hạn đến hết ngày ${shortDate(extension.until)}, theo ${extension.basis}`;
    const deadline = resolveDeadline(
      { kind: 'on-or-before', date: extension.until, text: words },
      { calendar: activation.calendar, origin: 'lead' },
    );
    if (!deadline) throw new TypeError('an extension gave no deadline');
    const number = row.ladderNumber + 1;
    // Whoever has to hand in again is told the new date and reminded on its eve: reminders of a first report are not his.
    const ladder =
      standing.decision === 'returned'
        ? returnLadder(number, subject, extension.until, now, activation)
        : extensionLadder(number, subject, deadline, now, await lastMessageOn(tx, row.id), activation);
    return {
      kind: 'extend',
      payload: { ...extension },
      decided: { decision: standing.decision, items: standing.items },
      next: { ladder, deadline, reason: 'extension', note: { ...extension } },
    };
  });
}
