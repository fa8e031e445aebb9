import { heartbeat } from '@temporalio/activity';
import type { Database } from '../db/database.ts';
import {
  claimStale,
  type EnvelopeRow,
  markNotifications,
  notificationsOf,
  updateEnvelope,
} from '../db/queries/notification.ts';
import { type Instant, localDateOf, MINUTE_MS } from '../domain/time.ts';
import type { DispatchActivities } from '../workflows/messages.ts';
import { activationCache } from './activation-cache.ts';
import { EmailFailure } from './channels/email.ts';
import { claimLetters, LEASE_MS, mayDispatch, type Outgoing, threadOf } from './claim.ts';
import type { Dependencies } from './dependencies.ts';
import { withCodes } from './failure.ts';
import { type Entry, heldOf, letterOf } from './letter.ts';
import { bodiesOf, hasReader } from './sift.ts';

type Sending = Pick<Dependencies, 'database' | 'email' | 'log'>;

/** Waits between tries of what a mail server refused for now: beyond the usual windows of greylisting. */
const RETRY_MS = [5, 15, 60, 240].map((minutes) => minutes * MINUTE_MS);

/**
 * Sends what is due, at least once. A message is claimed and committed before it is sent; a sender that dies between
 * the mail server's answer and the commit leaves it `sending`, and after its lease it is sent once more under the same
 * Message-ID. That window is the only one in which a reader can see a message twice.
 */
export function createDispatchActivities(dependencies: Sending): DispatchActivities {
  const { database, log } = dependencies;
  const activations = activationCache();

  async function dispatchAt(tenant: string, asOf: Instant): Promise<number> {
    const outgoing = await database.inTenant(tenant, (tx) => claimLetters(tx, tenant, asOf, activations));
    // The channel's pool bounds how many leave side by side.
    await Promise.all(outgoing.map((message) => send(dependencies, tenant, message, 0)));
    return outgoing.length;
  }

  async function resend(tenant: string, asOf: Instant): Promise<number> {
    const stale = await database.inTenant(tenant, async (tx) => {
      if (!(await mayDispatch(tx, asOf))) return [];
      const rows = await claimStale(tx, Date.now());
      for (const { id, attempts } of rows) {
        await updateEnvelope(tx, id, { attempts: attempts + 1, leaseUntil: Date.now() + LEASE_MS });
      }
      return rows;
    });
    for (const envelope of stale) {
      const message = await rewrite(database, tenant, envelope, activations);
      if (message) await send(dependencies, tenant, message, envelope.attempts + 1);
      // Perhaps it was taken before its reader was gone: nobody can tell, and nobody is left to tell it to.
      else await settle(database, tenant, envelope.id, 'unknown', { response: 'nobody reads it any more' });
    }
    return stale.length;
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

/** Sends one claimed message and writes down what became of it; what was refused for now waits for its next try. */
async function send(
  { database, email, log }: Sending,
  tenant: string,
  message: Outgoing,
  attempts: number,
): Promise<void> {
  try {
    const { response, messageId } = await email.send(message);
    await settle(database, tenant, message.envelopeId, 'sent', { response, messageId });
  } catch (error) {
    if (!(error instanceof EmailFailure)) throw error;
    log.warn({ err: error, envelope: message.envelopeId, attempts }, 'message not taken');
    const wait = RETRY_MS[attempts];
    if (error.permanent || wait === undefined) {
      await settle(database, tenant, message.envelopeId, error.afterData ? 'unknown' : 'failed', {
        response: error.message,
      });
    } else {
      const later = { leaseUntil: Date.now() + wait, response: error.message };
      await database.inTenant(tenant, (tx) => updateEnvelope(tx, message.envelopeId, later));
    }
  }
}

async function settle(
  database: Database,
  tenant: string,
  id: string,
  state: 'sent' | 'failed' | 'unknown',
  values: { response: string; messageId?: string },
): Promise<void> {
  await database.inTenant(tenant, async (tx) => {
    await updateEnvelope(tx, id, { state, ...values });
    const entries = await notificationsOf(tx, id);
    await markNotifications(
      tx,
      entries.map((entry) => entry.id),
      state,
    );
  });
}

/**
 * The same message again, for the same instant: the same bytes as far as the rows still say the same. Null where its
 * reader is gone since: one message that can't be written must not hold up the others.
 */
async function rewrite(
  database: Database,
  tenant: string,
  envelope: EnvelopeRow,
  activations: ReturnType<typeof activationCache>,
): Promise<Outgoing | null> {
  return database.inTenant(tenant, async (tx) => {
    const rows = await notificationsOf(tx, envelope.id);
    const held = await heldOf(
      tx,
      rows.map(({ obligation }) => obligation),
    );
    const known = rows.flatMap((notification): Entry[] => {
      const found = held.get(notification.obligation);
      return found ? [{ notification, held: found }] : [];
    });
    const bodies = await bodiesOf(tx, tenant, known, activations);
    const entries = known.filter((entry) => hasReader(entry, localDateOf(envelope.asOf), bodies));
    const first = entries[0];
    if (!first) return null;
    const activation = await activations.load(tx, tenant, first.notification.plan);
    const letter = await letterOf(tx, activation, entries, envelope.asOf);
    return { envelopeId: envelope.id, letter, thread: threadOf(entries) };
  });
}
