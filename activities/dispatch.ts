import { heartbeat } from '@temporalio/activity';
import type { Instant } from '../domain/time.ts';
import type { DispatchActivities } from '../workflows/messages.ts';
import { activationCache } from './activation-cache.ts';
import { claimLetters } from './claim.ts';
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

  async function dispatchAt(tenant: string, asOf: Instant): Promise<number> {
    const outgoing = await database.inTenant(tenant, (tx) => claimLetters(tx, tenant, asOf, activations));
    await failpoint?.('letters-claimed');
    // The channel's pool bounds how many leave side by side.
    await Promise.all(outgoing.map((message) => send(dependencies, { tenant, message, asOf, attempt: 0 })));
    return outgoing.length;
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
