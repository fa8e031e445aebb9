import { heartbeat } from '@temporalio/activity';
import type { Instant } from '../domain/time.ts';
import type { DispatchActivities } from '../workflows/messages.ts';
import { activationCache } from './activation-cache.ts';
import { claimPage } from './claim.ts';
import type { Dependencies } from './dependencies.ts';
import { guardEpoch } from './epoch.ts';
import { withCodes } from './failure.ts';
import { sendInLanes } from './lanes.ts';
import { claimAgain } from './resend.ts';

type Dispatching = Pick<Dependencies, 'database' | 'email' | 'zalo' | 'log' | 'failpoint' | 'epochGuard'>;
type Activations = ReturnType<typeof activationCache>;

/** Well within the heartbeat timeout of the workflow, however long a mail server takes. */
const HEARTBEAT_MS = 10_000;

/**
 * Sends what is due, at least once. A message is claimed and committed before it is sent; a sender that dies between
 * the mail server's answer and the commit leaves it `sending`, and after its lease it is sent once more under the same
 * Message-ID. That window is the only one in which a reader can see a message twice.
 */
export function createDispatchActivities(dependencies: Dispatching): DispatchActivities {
  const { database, log } = dependencies;
  const activations = activationCache();

  async function dispatchAll(asOf: Instant[]): Promise<number> {
    let sent = 0;
    const tenants = await database.tenants();
    const latest = Math.max(...asOf);
    for (const tenant of tenants) sent += await sendAgain(dependencies, tenant, latest, activations);
    for (const instant of asOf) {
      for (const tenant of tenants) sent += await dispatchAt(dependencies, tenant, instant, activations);
    }
    return sent;
  }

  return {
    dispatchDue: ({ asOf }) => withCodes(log, 'dispatchDue', () => whileBeating(() => dispatchAll(asOf))),
  };
}

/** Claims page by page; the next is claimed while one is being sent, so that the mail server never waits for us. */
async function dispatchAt(
  dependencies: Dispatching,
  tenant: string,
  asOf: Instant,
  activations: Activations,
): Promise<number> {
  const { database, failpoint, epochGuard: guard, log } = dependencies;
  await database.inTenant(tenant, (tx) => guardEpoch(tx, tenant, asOf, activations, guard));
  let leaving = Promise.resolve(0);
  let sent = 0;
  try {
    for (let after = ''; ;) {
      const page = await database.inTenant(tenant, async (tx) => {
        const claimed = await claimPage(tx, tenant, asOf, activations, { after, log });
        await failpoint?.('letters-chosen');
        return claimed;
      });
      if (page === null) break;
      await failpoint?.('letters-claimed');
      const before = leaving;
      const tries = page.outgoing.map((message) => ({ tenant, message, asOf, attempt: 0, isUntaken: true }));
      leaving = sendInLanes(dependencies, tries);
      // Looked at when it is awaited; until then it must not end the process.
      leaving.catch(() => undefined);
      sent += await before;
      after = page.last;
    }
  } catch (error) {
    await leaving.catch(() => undefined);
    throw error;
  }
  return sent + (await leaving);
}

async function sendAgain(
  dependencies: Dispatching,
  tenant: string,
  asOf: Instant,
  activations: Activations,
): Promise<number> {
  const again = await dependencies.database.inTenant(tenant, (tx) => claimAgain(tx, tenant, asOf, activations));
  return sendInLanes(
    dependencies,
    again.map((one) => ({ tenant, asOf, ...one })),
  );
}

async function whileBeating<Result>(run: () => Promise<Result>): Promise<Result> {
  const beat = setInterval(() => heartbeat(), HEARTBEAT_MS);
  try {
    return await run();
  } finally {
    clearInterval(beat);
  }
}
