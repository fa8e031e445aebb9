import type { Logger } from 'pino';
import type { Transaction } from '../db/database.ts';
import { loadCalendar } from '../db/queries/calendar.ts';
import {
  claimDue,
  dueRecipients,
  markNotifications,
  type NotificationRow,
  storeEnvelopes,
} from '../db/queries/notification.ts';
import { changedBodies } from '../db/queries/text.ts';
import { wordingOf } from '../documents/wording.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { isAtRest } from '../domain/sending.ts';
import { inSlot } from '../domain/slot.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { entriesOf, type Entry } from './entry.ts';
import { type Claimed, claimEnvelope, type Group, keepInShadow, LEASE_MS, type Writing } from './envelope.ts';
import { openEscalations } from './escalation.ts';
import { readingOf } from './reading.ts';
import { type HeldPassage, passagesOf, sendingNow } from './sending.ts';
import { type Bodies, bodiesOf, sift } from './sift.ts';
import { unlessUnfit } from './unfit.ts';

/** So many recipients are claimed in one transaction: few enough to be on their way soon, enough to share its queries. */
const PAGE = 100;

type Activations = ReturnType<typeof activationCache>;

export interface Claiming {
  /** Whose. (Default: everybody's) */
  recipients?: string[];
  log?: Logger;
}

/**
 * Claims what is due at `asOf` and commits it as `sending` before anything is sent, one message per recipient. Outside
 * the hours of messages nothing is claimed. Looked at once more: what its obligation no longer asks for, and what a
 * newer entry of the same obligation to the same reader has overtaken, is superseded. Then people's decisions about
 * sending are asked: what they hold stays pending, what they keep in shadow is made and stays. However many there are,
 * it costs a handful of queries.
 */
export async function claimLetters(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
  { recipients, log }: Claiming = {},
): Promise<OutgoingMessage[]> {
  const sending = await sendingNow(tx, tenant, asOf);
  if (isAtRest(sending)) return [];
  const { live, dead, bodies } = await siftDue(tx, tenant, asOf, activations, recipients);
  const passages = await passagesOf(tx, sending, live, localDateOf(asOf), bodies);
  const leaving = live.filter((entry) => passages.get(entry)?.kind === 'leave');
  await markNotifications(
    tx,
    dead.map(({ notification }) => notification.id),
    'superseded',
  );
  const kept = live.filter((entry) => passages.get(entry)?.kind === 'shadow');
  const writer = await writerOf(tx, [...kept, ...leaving], bodies, tenant, activations);
  const groupsOf = (some: Entry[]): Group[] => gather(some).map((group) => ({ tenant, asOf, entries: group }));
  const shadowed = await madeOf(log, groupsOf(kept), async (group) => {
    const passage = passages.get(group.entries[0] as Entry) as HeldPassage;
    return keepInShadow(tx, group, passage.code, await writer(group));
  });
  const claimed = await madeOf(log, groupsOf(leaving), async (group) =>
    claimEnvelope(tx, group, sending.allowList, await writer(group)),
  );
  const made = [...shadowed, ...claimed];
  await storeEnvelopes(tx, made, LEASE_MS);
  const letters = made.map(({ message }) => message.letter);
  await openEscalations(tx, tenant, asOf, letters, live);
  return claimed.map(({ message }) => message);
}

/** What all letters of one claim are written from, read once. */
async function writerOf(
  tx: Transaction,
  entries: Entry[],
  { organisations }: Bodies,
  tenant: string,
  activations: Activations,
): Promise<(group: Group) => Promise<Writing>> {
  const reading = await readingOf(tx, entries, organisations);
  const wording = wordingOf(await changedBodies(tx));
  return async ({ entries: [first] }) => {
    const activation = await activations.load(tx, tenant, (first as Entry).notification.plan);
    return { activation, reading, wording };
  };
}

/** All that can be made. */
async function madeOf(
  log: Logger | undefined,
  groups: Group[],
  make: (group: Group) => Promise<Claimed>,
): Promise<Claimed[]> {
  const made: Claimed[] = [];
  for (const group of groups) {
    const claimed = await unlessUnfit(log, group.entries, () => make(group));
    if (claimed) made.push(claimed);
  }
  return made;
}

/** Claims what is due to the next recipients after one, in order; null where nobody is left. */
export async function claimPage(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
  { after, ...claiming }: Omit<Claiming, 'recipients'> & { after: string },
): Promise<{ outgoing: OutgoingMessage[]; last: string } | null> {
  const recipients = await dueRecipients(tx, asOf, after, PAGE);
  const last = recipients.at(-1);
  if (last === undefined) return null;
  return { outgoing: await claimLetters(tx, tenant, asOf, activations, { ...claiming, recipients }), last };
}

/** What is due and locked now, sifted, with the bodies it is about. */
export async function siftDue(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
  recipients?: string[],
): Promise<{ live: Entry[]; dead: Entry[]; bodies: Bodies }> {
  const due = await inHours(tx, tenant, await claimDue(tx, asOf, recipients), asOf, activations);
  const entries = await entriesOf(tx, due);
  const bodies = await bodiesOf(tx, tenant, entries, activations);
  return { ...sift(entries, localDateOf(asOf), bodies), bodies };
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
