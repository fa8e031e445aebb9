import type { z } from 'zod';
import type { sendingDocument } from '../contracts/cli.ts';
import type { Scope } from '../api/services/connection.ts';
import type { ServiceContext } from '../api/services/context.ts';
import { type SendingView, sendingOf } from '../api/services/sending-view.ts';
import { notLive, waitingWords } from '../api/services/sending-words.ts';
import { isoInstant } from '../domain/time.ts';
import { longInstant, upperFirst } from '../domain/vietnamese.ts';
import { inTenants } from './installation.ts';
import type { Output } from './output.ts';

interface Shown {
  tenant: string;
  view: SendingView;
}

/** Runs a decision in every tree that is meant, and prints how sending stands afterwards. */
export async function printSending(
  output: Output,
  scope: Scope,
  decide: (context: ServiceContext) => Promise<string[]>,
): Promise<void> {
  const done = await inTenants(scope, async (context) => {
    const said = await decide(context);
    return { said, shown: { tenant: context.tenant, view: await sendingOf(context) } };
  });
  output.print({
    document: () => ({ sending: done.map(({ shown }) => documentOf(shown)) }),
    text: () => done.flatMap(({ said, shown }) => [...said, ...linesOf(shown, done.length > 1)]),
  });
}

function documentOf({ tenant, view }: Shown): z.infer<typeof sendingDocument>['sending'][number] {
  const { mode, allowList, decision, isRestored, stops, held, due, shadowed, inFlight, plans } = view;
  return {
    ...{ tenant, mode, allowList, restored: isRestored, held, due, shadowed, inFlight, plans },
    decision: decision && {
      at: isoInstant(decision.changedAt),
      by: decision.changedBy,
      reason: decision.reason,
    },
    stops: stops.map(({ scope, subject, since, by, reason }) => ({
      ...{ scope, subject: subject || null, since: isoInstant(since), by, reason },
    })),
  };
}

function linesOf({ tenant, view }: Shown, isNamed: boolean): string[] {
  const restraints = notLive(view);
  const { decision, allowList } = view;
  return [
    ...(isNamed ? [`Hệ thống “${tenant}”:`] : []),
    ...(restraints.length === 0 ? ['Đang gửi thật, tới mọi địa chỉ.'] : restraints),
    ...(allowList === null ? [] : [`Danh sách nhận thư: ${allowList.join(', ') || 'không có ai'}.`]),
    ...(decision === null
      ? ['Chưa ai quyết định về việc gửi thư: mặc định là chạy thử.']
      : [`${upperFirst(`quyết định ${longInstant(decision.changedAt)}`)}: ${decision.changedBy}, ${decision.reason}.`]),
    ...waitingWords(view),
  ];
}
