import type { ObligationState } from '../../domain/obligation.ts';
import { refusePromise } from '../../domain/promise.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandObligation } from './held-obligation.ts';
import { leadTargetOf } from './lead-target.ts';

/** “Đã nhận, sẽ gửi ngày …”: no reminder goes to the member before that day. Deadline and lists stay as they are. */
export async function promise(context: ServiceContext, command: Command, on: LocalDate): Promise<ObligationState> {
  return commandObligation(context, command, { kind: 'promise', on }, async ({ tx, row, standing, now }) => {
    refusePromise(standing, on, localDateOf(now), await leadTargetOf(tx, row.round));
    return {
      kind: 'promise',
      payload: { on },
      decided: { decision: standing.decision, items: standing.items },
      silentUntil: on,
      next: null,
    };
  });
}
