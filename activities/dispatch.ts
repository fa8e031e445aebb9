import { heartbeat } from '@temporalio/activity';
import type { Instant } from '../domain/time.ts';
import type { DispatchActivities } from '../workflows/messages.ts';
import { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { claimLetters } from './claim.ts';
import type { Dependencies } from './dependencies.ts';
import { withCodes } from './failure.ts';
import { claimAgain } from './resend.ts';
import { send } from './send.ts';
import { mayLeave } from './sending.ts';

type Sending = Pick<Dependencies, 'database' | 'email' | 'log' | 'failpoint' | 'epochGuard'>;

/** Messages that leave side by side: as many as the channel has connections, so that each is asked about last. */
const LANES = 5;

/** A message in hand; `isUntaken`: no server can have it yet. */
interface InHand {
  message: OutgoingMessage;
  attempt: number;
  isUntaken: boolean;
}

/**
 * Sends what is due, at least once. A message is claimed and committed before it is sent; a sender that dies between
 * the mail server's answer and the commit leaves it `sending`, and after its lease it is sent once more under the same
 * Message-ID. That window is the only one in which a reader can see a message twice.
 */
export function createDispatchActivities(dependencies: Sending): DispatchActivities {
  const { database, log, failpoint } = dependencies;
  const activations = activationCache();

  /** People may have pressed stop since the claim: each message is asked about right before it is handed over. */
  async function leave(tenant: string, asOf: Instant, inHand: InHand): Promise<boolean> {
    const { message, attempt } = inHand;
    if (!(await database.inTenant(tenant, (tx) => mayLeave(tx, tenant, inHand)))) return false;
    await send(dependencies, { tenant, message, asOf, attempt });
    return true;
  }

  /** One that fails holds up no other; its lease sees to it. */
  async function leaveInLanes(tenant: string, asOf: Instant, all: InHand[]): Promise<number> {
    const waiting = all.values();
    const failures: unknown[] = [];
    let left = 0;
    const lane = async (): Promise<void> => {
      for (const inHand of waiting) {
        try {
          if (await leave(tenant, asOf, inHand)) left++;
        } catch (error) {
          failures.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (failures.length > 0) throw failures[0];
    return left;
  }

  async function dispatchAt(tenant: string, asOf: Instant): Promise<number> {
    const guard = dependencies.epochGuard;
    const outgoing = await database.inTenant(tenant, (tx) => claimLetters(tx, tenant, asOf, activations, guard));
    await failpoint?.('letters-claimed');
    const inHand = outgoing.map((message) => ({ message, attempt: 0, isUntaken: true }));
    return leaveInLanes(tenant, asOf, inHand);
  }

  async function resend(tenant: string, asOf: Instant): Promise<number> {
    const again = await database.inTenant(tenant, (tx) => claimAgain(tx, tenant, asOf, activations));
    return leaveInLanes(tenant, asOf, again);
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
