import type { Logger } from 'pino';
import type { Transaction } from '../db/database.ts';
import { claimDue, markNotifications, type NotificationRow, storeEnvelope } from '../db/queries/notification.ts';
import { loadCalendar } from '../db/queries/calendar.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { inSlot } from '../domain/slot.ts';
import { type Instant, localDateOf, MINUTE_MS } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { renderLetter } from './channels/email-text.ts';
import { type Entry, heldOf, letterOf } from './letter.ts';
import { bodiesOf, sift } from './sift.ts';
import { unlessUnfit } from './unfit.ts';

/**
 * How long a sender may be silent before its message counts as left in the middle. Technical time, by the database's
 * clock; longer than a channel may take for one message.
 */
export const LEASE_MS = 2 * MINUTE_MS;

type Activations = ReturnType<typeof activationCache>;

/**
 * Claims what is due at `asOf` and commits it as `sending` before anything is sent, one message per recipient. Outside
 * the hours of messages nothing is claimed. Looked at once more: what its obligation no longer asks for, and what a
 * newer entry of the same obligation to the same reader has overtaken, is superseded.
 */
export async function claimLetters(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
  log?: Logger,
): Promise<OutgoingMessage[]> {
  const due = await inHours(tx, tenant, await claimDue(tx, asOf), asOf, activations);
  if (due.length === 0) return [];
  const held = await heldOf(
    tx,
    due.map(({ obligation }) => obligation),
  );
  const entries = due.flatMap((notification): Entry[] => {
    const found = held.get(notification.obligation);
    return found ? [{ notification, held: found }] : [];
  });
  const { live, dead } = sift(entries, localDateOf(asOf), await bodiesOf(tx, tenant, entries, activations));
  await markNotifications(
    tx,
    dead.map(({ notification }) => notification.id),
    'superseded',
  );
  const outgoing: OutgoingMessage[] = [];
  for (const group of gather(live)) {
    const message = await unlessUnfit(tx, log, group, (inner) => claimGroup(inner, tenant, asOf, group, activations));
    if (message) outgoing.push(message);
  }
  return outgoing;
}

/** Entries of plans whose hours of messages it is; the others stay pending. */
async function inHours(
  tx: Transaction,
  tenant: string,
  due: NotificationRow[],
  asOf: Instant,
  activations: Activations,
): Promise<NotificationRow[]> {
  const open = new Set<string>();
  for (const plan of new Set(due.map((notification) => notification.plan))) {
    if (inSlot(asOf, await activations.load(tx, tenant, plan))) open.add(plan);
  }
  return due.filter(({ plan }) => open.has(plan));
}

/** True within the usual hours of messages, by the newest calendar: for what is tried once more. */
export async function mayDispatch(tx: Transaction, asOf: Instant): Promise<boolean> {
  const calendar = await loadCalendar(tx);
  return calendar !== null && inSlot(asOf, { calendar, policy: DEFAULT_POLICY });
}

/** One message per recipient and plan: a letter has one lead, whose it is. */
function gather(entries: Entry[]): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { plan, recipient, channel } = entry.notification;
    const key = [plan, recipient, channel].join('|');
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

async function claimGroup(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  entries: Entry[],
  activations: Activations,
): Promise<OutgoingMessage> {
  const ids = entries.map(({ notification }) => notification.id);
  const { recipient, channel, plan } = (entries[0] as Entry).notification;
  const envelopeId = `${tenant}.${Math.min(...ids)}`;
  const activation = await activations.load(tx, tenant, plan);
  const letter = await letterOf(tx, activation, entries, asOf);
  const words = renderLetter(letter);
  const thread = threadOf(entries);
  const row = { tenant, id: envelopeId, recipient, channel, asOf, letter, words, thread };
  await storeEnvelope(tx, { ...row, state: 'sending' }, LEASE_MS);
  await markNotifications(tx, ids, 'sending', envelopeId);
  return { envelopeId, letter, words, thread };
}

/** One thread per reader and round; a letter on several rounds stands alone. */
function threadOf(entries: Entry[]): string | null {
  const rounds = new Set(entries.map(({ held }) => held.row.round));
  const [round] = rounds;
  return rounds.size === 1 && round ? `${round}.${entries[0]?.notification.recipient ?? ''}` : null;
}
