import type { Transaction } from '../db/database.ts';
import { heldForReading } from '../db/queries/held.ts';
import {
  claimDue,
  dueRecipients,
  markNotifications,
  type NotificationRow,
  storeEnvelopes,
} from '../db/queries/notification.ts';
import { loadCalendar } from '../db/queries/calendar.ts';
import { changedBodies } from '../db/queries/text.ts';
import { renderLetter } from '../documents/letter.ts';
import { type Wording, wordingOf } from '../documents/wording.ts';
import type { Activation } from '../domain/activation.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { inSlot } from '../domain/slot.ts';
import { type Instant, localDateOf, MINUTE_MS } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { openEscalations } from './escalation.ts';
import type { Entry } from './entry.ts';
import { letterOf } from './letter.ts';
import { type Reading, readingOf } from './reading.ts';
import { bodiesOf, sift } from './sift.ts';

/** How long a sender may be silent before its message counts as left in the middle. Technical time. */
export const LEASE_MS = 2 * MINUTE_MS;

/** So many recipients are claimed in one transaction: few enough to be on their way soon, enough to share its queries. */
const PAGE = 100;

type Activations = ReturnType<typeof activationCache>;

/**
 * Claims what is due at `asOf` and commits it as `sending` before anything is sent, one message per recipient. Outside
 * the hours of messages nothing is claimed. Looked at once more: what its obligation no longer asks for, and what a
 * newer entry of the same obligation to the same reader has overtaken, is superseded. However many there are, it costs
 * a handful of queries.
 * @param recipients whose. (Default: everybody's)
 */
export async function claimLetters(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
  recipients?: string[],
): Promise<OutgoingMessage[]> {
  const due = await inHours(tx, tenant, await claimDue(tx, asOf, recipients), asOf, activations);
  if (due.length === 0) return [];
  const held = await heldForReading(
    tx,
    due.map(({ obligation }) => obligation),
  );
  const entries = due.flatMap((notification): Entry[] => {
    const found = held.get(notification.obligation);
    return found ? [{ notification, held: found }] : [];
  });
  const bodies = await bodiesOf(tx, tenant, entries, activations);
  const { live, dead } = sift(entries, localDateOf(asOf), bodies);
  await markNotifications(
    tx,
    dead.map(({ notification }) => notification.id),
    'superseded',
  );
  const reading = await readingOf(tx, live, bodies.organisations);
  const wording = wordingOf(await changedBodies(tx));
  const claimed: Claimed[] = [];
  for (const group of gather(live)) {
    const activation = await activations.load(tx, tenant, (group[0] as Entry).notification.plan);
    claimed.push(claimGroup(tenant, asOf, group, { activation, reading, wording }));
  }
  await storeEnvelopes(tx, claimed);
  await openEscalations(
    tx,
    tenant,
    asOf,
    claimed.map(({ message }) => message.letter),
    live,
  );
  return claimed.map(({ message }) => message);
}

/** Claims what is due to the next recipients after one, in order; null where nobody is left. */
export async function claimPage(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
  after: string,
): Promise<{ outgoing: OutgoingMessage[]; last: string } | null> {
  const recipients = await dueRecipients(tx, asOf, after, PAGE);
  const last = recipients.at(-1);
  if (last === undefined) return null;
  return { outgoing: await claimLetters(tx, tenant, asOf, activations, recipients), last };
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

/** A message to be written down before it is sent, and the entries it is made of. */
interface Claimed {
  message: OutgoingMessage;
  envelope: Parameters<typeof storeEnvelopes>[1][number]['envelope'];
  entries: number[];
}

/** What a letter is written from, and in whose words. */
interface Writing {
  activation: Activation;
  reading: Reading;
  wording: Wording;
}

function claimGroup(tenant: string, asOf: Instant, group: Entry[], { activation, reading, wording }: Writing): Claimed {
  const entries = group.map(({ notification }) => notification.id);
  const { recipient, channel } = (group[0] as Entry).notification;
  const envelopeId = `${tenant}.${Math.min(...entries)}`;
  const letter = letterOf(activation, group, asOf, reading);
  const words = renderLetter(letter, wording);
  const thread = threadOf(group);
  const leaseUntil = Date.now() + LEASE_MS;
  const row = { tenant, id: envelopeId, recipient, channel, asOf, letter, words, thread };
  return {
    message: { envelopeId, letter, words, thread },
    envelope: { ...row, state: 'sending', leaseUntil },
    entries,
  };
}

/** One thread per reader and round; a letter on several rounds stands alone. */
function threadOf(entries: Entry[]): string | null {
  const rounds = new Set(entries.map(({ held }) => held.row.round));
  const [round] = rounds;
  return rounds.size === 1 && round ? `${round}.${entries[0]?.notification.recipient ?? ''}` : null;
}
