import type { Transaction } from '../db/database.ts';
import { messagesOf, type NotificationRow } from '../db/queries/notification.ts';
import { type Held, lockedForReading } from '../db/queries/obligation.ts';
import { loadOrganisations } from '../db/queries/organisation.ts';
import { type Activation, leadOf } from '../domain/activation.ts';
import type { Letter, Matter } from '../domain/letter.ts';
import { isLeftOut, stateOf } from '../domain/obligation.ts';
import { contactOf, type Organisation } from '../domain/organisation.ts';
import { recipientOf } from '../domain/recipient.ts';
import { type Instant, instantAt, localDateOf } from '../domain/time.ts';
import { STATE_LABELS } from '../domain/vietnamese.ts';
import { includedIn } from './matter-contents.ts';

/** One entry with the obligation it speaks of, as both stand when the letter is written. */
export interface Entry {
  notification: NotificationRow;
  held: Held;
}

/** Everything one message says, read from the rows as they are now, for the instant it is sent at. */
export async function letterOf(
  tx: Transaction,
  activation: Activation,
  entries: Entry[],
  at: Instant,
): Promise<Letter> {
  const first = entries[0];
  if (!first) throw new TypeError('a letter needs an entry');
  const lead = leadOf(activation);
  const ids = [...new Set([lead.id, ...entries.map(({ held }) => held.row.organisation)])];
  const bodies = new Map((await loadOrganisations(tx, ids)).map((body) => [body.id, body]));
  const leading = bodies.get(lead.id) ?? lead;
  const own = bodies.get(first.held.row.organisation) ?? leading;
  const recipient = recipientOf(first.notification.rung, own, leading, localDateOf(at));
  if (!recipient) throw new TypeError(`nobody reads ${first.notification.rung} of ${first.held.row.id}`);
  const reader = bodies.get(recipient.organisation) ?? leading;
  const matters: Matter[] = [];
  for (const entry of entries) matters.push(await matterOf(tx, activation, entry, bodies, at));
  return {
    at,
    to: {
      organisation: reader.id,
      organisationName: reader.name,
      relation: reader.relation,
      requested: recipient.reach === 'own-contact' && entries.every(({ held }) => held.row.requested),
      contact: recipient.contact,
    },
    copyTo: recipient.copyTo,
    lead: senderOf(leading),
    matters,
  };
}

function senderOf(lead: Organisation): Letter['lead'] {
  const official = contactOf(lead, 'focal') ?? lead.contacts[0];
  const mailbox = contactOf(lead, 'registry')?.email ?? official?.email;
  if (!official || !mailbox) throw new TypeError(`the lead ${lead.id} has nobody to answer to`);
  return { organisationName: lead.name, shortName: lead.shortName, official, replyTo: mailbox };
}

async function matterOf(
  tx: Transaction,
  activation: Activation,
  { notification, held }: Entry,
  bodies: Map<string, Organisation>,
  at: Instant,
): Promise<Matter> {
  const { row, standing, ladder } = held;
  const { calendar, policy, plan } = activation;
  const { deadline } = standing;
  const own = bodies.get(row.organisation);
  const { number, date, issuer, title } = plan.document;
  const note = notification.rung.startsWith('returned') ? ladder.note : null;
  return {
    entry: {
      obligation: row.id,
      ladder: notification.ladder,
      rung: notification.rung,
      occurrence: notification.occurrence,
    },
    plan: { number, date, issuer, title },
    name: row.name,
    includes: includedIn(
      row,
      standing.items.filter(({ state }) => !isLeftOut(state)),
      activation,
    ),
    organisationName: own?.name ?? row.organisation,
    targetDay: deadline?.targetDay ?? null,
    namedDay: deadline?.namedDay ?? null,
    daysLeft: deadline && calendar.workingDaysBetween(localDateOf(at), deadline.targetDay),
    stateLabel: standing.hasDraft ? 'Đã có bản nháp, chưa gửi' : STATE_LABELS[stateOf(standing)],
    why: deadline?.why ?? [],
    event: row.event,
    returned: note ? { reason: note.reason, until: note.until, items: titlesOf(note.items ?? [], activation) } : null,
    consolidationAt: row.consolidationOn === null ? null : instantAt(row.consolidationOn, policy.consolidationTime),
    earlier: own && notification.rung === 'late-head' ? await earlierOf(tx, own, notification) : [],
  };
}

function titlesOf(items: string[], { plan }: Activation): string[] {
  return items.map((id) => plan.items.find((item) => item.id === id)?.title ?? id);
}

/** What was sent to the body itself on the same obligation before, and what became of it: the lead's lists are not. */
async function earlierOf(tx: Transaction, own: Organisation, before: NotificationRow): Promise<Matter['earlier']> {
  const rows = await messagesOf(tx, before.obligation);
  const toItself = ({ rung, sendAt }: NotificationRow): boolean =>
    recipientOf(rung, own, own, localDateOf(sendAt))?.reach === 'own-contact';
  return rows
    .filter((row) => row.id !== before.id && row.state === 'sent' && toItself(row))
    .map(({ sendAt, rung }) => ({ at: sendAt, rung, fate: 'máy chủ thư đã nhận' }));
}

/** The obligations of entries as they stand, by id. */
async function heldOf(tx: Transaction, ids: string[]): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  // In the order of ids, as commands lock several: the two never wait for each other.
  for (const id of [...new Set(ids)].sort()) {
    const found = await lockedForReading(tx, id);
    if (found) held.set(id, found);
  }
  return held;
}

/** Rows with the obligations they speak of, in the order they came. */
export async function entriesOf(tx: Transaction, rows: NotificationRow[]): Promise<Entry[]> {
  const held = await heldOf(
    tx,
    rows.map(({ obligation }) => obligation),
  );
  return rows.flatMap((notification): Entry[] => {
    const found = held.get(notification.obligation);
    return found ? [{ notification, held: found }] : [];
  });
}
