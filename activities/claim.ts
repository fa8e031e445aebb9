import type { Transaction } from '../db/database.ts';
import { claimDue, markNotifications, type NotificationRow, storeEnvelope } from '../db/queries/notification.ts';
import { loadCalendar } from '../db/queries/calendar.ts';
import { changedBodies } from '../db/queries/text.ts';
import { renderLetter } from '../documents/letter.ts';
import { type Wording, wordingOf } from '../documents/wording.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { inSlot } from '../domain/slot.ts';
import { type Instant, localDateOf, MINUTE_MS } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { openEscalations } from './escalation.ts';
import { type Entry, heldOf, letterOf } from './letter.ts';
import { bodiesOf, sift } from './sift.ts';

/** How long a sender may be silent before its message counts as left in the middle. Technical time. */
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
  const wording = wordingOf(await changedBodies(tx));
  for (const group of gather(live)) outgoing.push(await claimGroup(tx, tenant, asOf, group, { activations, wording }));
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
  { activations, wording }: { activations: Activations; wording: Wording },
): Promise<OutgoingMessage> {
  const ids = entries.map(({ notification }) => notification.id);
  const { recipient, channel, plan } = (entries[0] as Entry).notification;
  const envelopeId = `${tenant}.${Math.min(...ids)}`;
  const activation = await activations.load(tx, tenant, plan);
  const letter = await letterOf(tx, activation, entries, asOf);
  const owed = entries.map(({ held }) => held.row);
  await openEscalations(tx, tenant, letter, owed);
  const words = renderLetter(letter, wording);
  const thread = threadOf(entries);
  await storeEnvelope(tx, {
    ...{ tenant, id: envelopeId, recipient, channel, asOf, letter, words, thread },
    state: 'sending',
    leaseUntil: Date.now() + LEASE_MS,
  });
  await markNotifications(tx, ids, 'sending', envelopeId);
  return { envelopeId, letter, words, thread };
}

/** One thread per reader and round; a letter on several rounds stands alone. */
function threadOf(entries: Entry[]): string | null {
  const rounds = new Set(entries.map(({ held }) => held.row.round));
  const [round] = rounds;
  return rounds.size === 1 && round ? `${round}.${entries[0]?.notification.recipient ?? ''}` : null;
}
