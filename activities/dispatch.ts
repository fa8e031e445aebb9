import { heartbeat } from '@temporalio/activity';
import type { Instant } from '../domain/time.ts';
import type { DispatchActivities } from '../workflows/messages.ts';
import { activationCache } from './activation-cache.ts';
import { claimLetters } from './claim.ts';
import type { Dependencies } from './dependencies.ts';
import { withCodes } from './failure.ts';
import { claimAgain } from './resend.ts';
import { send, type Try } from './send.ts';

type Sending = Pick<Dependencies, 'database' | 'email' | 'log' | 'failpoint'>;

/** Messages under way at once: the channel's connections and a few whose rows are being written. */
const LANES = 8;
/** Well within the heartbeat timeout of the workflow, however long a mail server takes. */
const HEARTBEAT_MS = 10_000;

/**
 * Sends what is due, at least once. A message is claimed and committed before it is sent; a sender that dies between
 * the mail server's answer and the commit leaves it `sending`, and after its lease it is sent once more under the same
 * Message-ID. That window is the only one in which a reader can see a message twice.
 */
export function createDispatchActivities(dependencies: Sending): DispatchActivities {
  const { database, log, failpoint } = dependencies;
  const activations = activationCache();

  async function dispatchAt(tenant: string, asOf: Instant): Promise<number> {
    const outgoing = await database.inTenant(tenant, async (tx) => {
      const letters = await claimLetters(tx, tenant, asOf, activations, log);
      await failpoint?.('letters-chosen');
      return letters;
    });
    await failpoint?.('letters-claimed');
    await sendAll(outgoing.map((message) => ({ tenant, message, asOf, attempt: 0 })));
    return outgoing.length;
  }

  async function resend(tenant: string, asOf: Instant): Promise<number> {
    const again = await database.inTenant(tenant, (tx) => claimAgain(tx, tenant, asOf, activations));
    await sendAll(again.map(({ message, attempt }) => ({ tenant, message, asOf, attempt })));
    return again.length;
  }

  /** One message that fails holds up nobody else's; the first failure is told when all the others are done. */
  async function sendAll(tries: Try[]): Promise<void> {
    const queue = [...tries];
    const failures: unknown[] = [];
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await send(dependencies, next).catch((error: unknown) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (failures.length > 0) throw failures[0];
  }

  async function dispatchAll(asOf: Instant[]): Promise<number> {
    let sent = 0;
    const tenants = await database.tenants();
    const latest = Math.max(...asOf);
    for (const tenant of tenants) sent += await resend(tenant, latest);
    for (const instant of asOf) {
      for (const tenant of tenants) sent += await dispatchAt(tenant, instant);
    }
    return sent;
  }

  async function whileBeating<Result>(run: () => Promise<Result>): Promise<Result> {
    const beat = setInterval(() => heartbeat(), HEARTBEAT_MS);
    try {
      return await run();
    } finally {
      clearInterval(beat);
    }
  }

  return {
    dispatchDue: ({ asOf }) => withCodes(log, 'dispatchDue', () => whileBeating(() => dispatchAll(asOf))),
  };
}
