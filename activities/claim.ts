import type { Transaction } from '../db/database.ts';
import { stopForEpoch } from '../db/epoch.ts';
import { loadCalendar } from '../db/queries/calendar.ts';
import { claimDue, markNotifications, type NotificationRow } from '../db/queries/notification.ts';
import { lastLookedAt } from '../db/queries/sending.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { EPOCH_GUARD_ENTRIES, isAtRest, overdue } from '../domain/sending.ts';
import { inSlot } from '../domain/slot.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { claimEnvelope, keepInShadow } from './envelope.ts';
import { entriesOf, type Entry } from './letter.ts';
import { type HeldPassage, passagesOf, sendingNow } from './sending.ts';
import { bodiesOf, sift } from './sift.ts';

type Activations = ReturnType<typeof activationCache>;

/**
 * Claims what is due at `asOf` and commits it as `sending` before anything is sent, one message per recipient. Outside
 * the hours of messages nothing is claimed. Looked at once more: what its obligation no longer asks for, and what a
 * newer entry of the same obligation to the same reader has overtaken, is superseded. Then people's decisions about
 * sending are asked: what they hold stays pending, what they keep in shadow is made and stays. `guard`: so many entries
 * more than a day over their minute may go together without a person.
 */
export async function claimLetters(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
  guard = EPOCH_GUARD_ENTRIES,
): Promise<OutgoingMessage[]> {
  const sending = await sendingNow(tx, tenant, asOf);
  if (isAtRest(sending)) return [];
  const due = await inHours(tx, tenant, await claimDue(tx, asOf), asOf, activations);
  if (due.length === 0) return [];
  const entries = await entriesOf(tx, due);
  const day = localDateOf(asOf);
  const bodies = await bodiesOf(tx, tenant, entries, activations);
  const { live, dead } = sift(entries, day, bodies);
  const passages = await passagesOf(tx, sending, live, day, bodies);
  const leaving = live.filter((entry) => passages.get(entry)?.kind === 'leave');
  if (await isStoppedForEpoch(tx, tenant, asOf, leaving, guard)) return [];
  await markNotifications(
    tx,
    dead.map(({ notification }) => notification.id),
    'superseded',
  );
  for (const group of gather(live.filter((entry) => passages.get(entry)?.kind === 'shadow'))) {
    const passage = passages.get(group[0] as Entry) as HeldPassage;
    await keepInShadow(tx, { tenant, asOf, entries: group }, passage.code, activations);
  }
  const outgoing: OutgoingMessage[] = [];
  for (const group of gather(leaving)) {
    outgoing.push(await claimEnvelope(tx, { tenant, asOf, entries: group }, sending.allowList, activations));
  }
  return outgoing;
}

/** What nobody has looked at for more than a day, and too much of it: everything is stopped until somebody has. */
async function isStoppedForEpoch(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  leaving: Entry[],
  guard: number,
): Promise<boolean> {
  const rows = leaving.map(({ notification }) => notification);
  if (overdue(rows, asOf, null).length <= guard) return false;
  const late = overdue(rows, asOf, await lastLookedAt(tx));
  if (late.length <= guard) return false;
  await stopForEpoch(tx, tenant, asOf, late);
  return true;
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
