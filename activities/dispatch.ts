import { heartbeat } from '@temporalio/activity';
import type { Instant } from '../domain/time.ts';
import type { DispatchActivities } from '../workflows/messages.ts';
import { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { claimPage } from './claim.ts';
import type { Dependencies } from './dependencies.ts';
import { withCodes } from './failure.ts';
import { claimAgain } from './resend.ts';
import { send } from './send.ts';

type Sending = Pick<Dependencies, 'database' | 'email' | 'log' | 'failpoint'>;

/**
 * Sends what is due, at least once. A message is claimed and committed before it is sent; a sender that dies between
 * the mail server's answer and the commit leaves it `sending`, and after its lease it is sent once more under the same
 * Message-ID. That window is the only one in which a reader can see a message twice.
 */
export function createDispatchActivities(dependencies: Sending): DispatchActivities {
  const { database, log, failpoint } = dependencies;
  const activations = activationCache();

  /** Claims page by page; the next is claimed while one is being sent, so that the mail server never waits for us. */
  async function dispatchAt(tenant: string, asOf: Instant): Promise<number> {
    let leaving = Promise.resolve();
    let sent = 0;
    try {
      for (let after = ''; ;) {
        const page = await database.inTenant(tenant, (tx) => claimPage(tx, tenant, asOf, activations, after));
        if (page === null) return sent;
        await failpoint?.('letters-claimed');
        const before = leaving;
        leaving = sendAll(tenant, asOf, page.outgoing);
        // Looked at when it is awaited; until then it must not end the process.
        leaving.catch(() => undefined);
        await before;
        heartbeat(asOf);
        sent += page.outgoing.length;
        after = page.last;
      }
    } finally {
      await leaving;
    }
  }

  /** The channel's pool bounds how many leave side by side. */
  async function sendAll(tenant: string, asOf: Instant, outgoing: OutgoingMessage[]): Promise<void> {
    await Promise.all(outgoing.map((message) => send(dependencies, { tenant, message, asOf, attempt: 0 })));
  }

  async function resend(tenant: string, asOf: Instant): Promise<number> {
    const again = await database.inTenant(tenant, (tx) => claimAgain(tx, tenant, asOf, activations));
    for (const { message, attempt } of again) await send(dependencies, { tenant, message, asOf, attempt });
    return again.length;
  }

  async function dispatchAll(asOf: Instant[]): Promise<number> {
    let sent = 0;
    const tenants = await database.tenants();
    const latest = Math.max(...asOf);
    for (const tenant of tenants) sent += await resend(tenant, latest);
    for (const instant of asOf) {
      for (const tenant of tenants) sent += await dispatchAt(tenant, instant);
      heartbeat(instant);
    }
    return sent;
  }

  return { dispatchDue: ({ asOf }) => withCodes(log, 'dispatchDue', () => dispatchAll(asOf)) };
}
