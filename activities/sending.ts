import type { Transaction } from '../db/database.ts';
import { noticeRestore } from '../db/epoch.ts';
import { markEntries, updateEnvelope, updateHeldEnvelope } from '../db/queries/notification.ts';
import { loadRounds } from '../db/queries/plan.ts';
import { holdSending, loadRestraints, loadSending } from '../db/queries/sending.ts';
import { departureOf, type Passage, passageOf, type Sending } from '../domain/sending.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import type { Dependencies } from './dependencies.ts';
import type { Entry } from './entry.ts';
import { LEASE_MS } from './envelope.ts';
import type { Bodies } from './sift.ts';

/** One try of one claimed message. */
export interface Try {
  tenant: string;
  message: OutgoingMessage;
  asOf: Instant;
  /** From 0. */
  attempt: number;
  /** No server can have it yet. */
  isUntaken: boolean;
}

/** What people have decided, held until the transaction ends; a restored database is noticed first. */
export async function sendingNow(tx: Transaction, tenant: string, now: Instant): Promise<Sending> {
  await holdSending(tx, tenant);
  await noticeRestore(tx, tenant, now);
  return loadSending(tx);
}

/** Before a worker does anything: a restored database is told to people at once, not with the first message. */
export async function noticeRestores(
  { database, log }: Pick<Dependencies, 'database' | 'log'>,
  now: Instant,
): Promise<void> {
  for (const tenant of await database.tenants()) {
    const isRestored = await database.inTenant(tenant, (tx) => noticeRestore(tx, tenant, now));
    if (isRestored) log.error({ tenant }, 'another database than the one sending was decided on: nothing leaves');
  }
}

/** Whether each entry that has a reader may leave, as people have decided. */
export async function passagesOf(
  tx: Transaction,
  sending: Sending,
  entries: Entry[],
  day: LocalDate,
  { organisations, leads }: Bodies,
): Promise<Map<Entry, Passage>> {
  const rounds = await loadRounds(tx);
  const passageOfEntry = ({ notification, held: { row } }: Entry): Passage => {
    const own = organisations.get(row.organisation);
    const lead = organisations.get(leads.get(row.plan)?.id ?? '');
    const inPlan = rounds.filter(({ plan }) => plan === row.plan);
    const written = own &&
      lead && { rung: notification.rung, channel: notification.channel, obligation: row, own, lead, rounds: inPlan };
    const departure = written && departureOf(written, day);
    if (!departure) throw new TypeError(`nobody reads ${notification.rung} of ${row.id}`);
    return passageOf(sending, departure);
  };
  return new Map(entries.map((entry) => [entry, passageOfEntry(entry)]));
}

/**
 * Asked again right before a message is handed over: a stop that was answered since its claim keeps it here, and one
 * that another sender has taken over since is left to it.
 * @returns true where it may leave
 */
export async function mayLeave(
  tx: Transaction,
  { message, attempt, isUntaken }: Omit<Try, 'asOf' | 'tenant'>,
): Promise<boolean> {
  const { envelopeId } = message;
  if (!(await updateHeldEnvelope(tx, { envelopeId, attempt }, {}, LEASE_MS))) return false;
  const passage = passageOfMessage({ ...(await loadRestraints(tx)), released: [] }, message);
  if (passage.kind === 'leave') return true;
  if (isUntaken) await takeBack(tx, envelopeId, passage);
  return false;
}

/** Of a message that was claimed: its reader had been released then, which is not taken back. */
export function passageOfMessage(
  sending: Sending,
  { recipient, letter }: Pick<OutgoingMessage, 'recipient' | 'letter'>,
): Passage {
  const [matter] = letter.matters;
  return passageOf(sending, {
    plan: matter?.entry.obligation.split('/')[0] ?? '',
    organisation: letter.to.organisation,
    address: letter.to.contact.email ?? recipient,
    reach: 'own-contact',
    toLead: false,
    isFirst: false,
  });
}

/**
 * A claimed message that no server has and that may not leave any more: in shadow it stays as it is; otherwise its
 * entries wait for a new one, in words for its day.
 */
export async function takeBack(tx: Transaction, envelope: string, passage: HeldPassage): Promise<void> {
  const isShadow = passage.kind === 'shadow';
  await updateEnvelope(tx, envelope, { state: isShadow ? 'shadow' : 'superseded', heldBack: passage.code });
  await markEntries(tx, envelope, isShadow ? 'shadow' : 'pending');
}

export type HeldPassage = Exclude<Passage, { kind: 'leave' }>;
