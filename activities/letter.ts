import type { NotificationRow } from '../db/queries/notification.ts';
import type { Held } from '../db/queries/obligation.ts';
import { type Activation, leadOf } from '../domain/activation.ts';
import type { Letter, Matter } from '../domain/letter.ts';
import { isLeftOut, stateOf } from '../domain/obligation.ts';
import { contactOf, type Organisation } from '../domain/organisation.ts';
import { recipientOf } from '../domain/recipient.ts';
import type { RungId } from '../domain/rung.ts';
import { type Instant, instantAt, localDateOf } from '../domain/time.ts';
import { STATE_LABELS } from '../domain/vietnamese.ts';
import { includedIn } from '../domain/matter-contents.ts';

/** Whoever decides, and whoever is written to over the contact's head, sees what went before. */
const TELLS_BEFORE: readonly RungId[] = ['late-head', 'head-letter'];

/** One entry with the obligation it speaks of, as both stand when the letter is written. */
export interface Entry {
  notification: NotificationRow;
  held: Held;
}

/** What letters need beside their entries, read once for all that are claimed together. */
export interface Reading {
  /** The bodies that entries are about, and the leads, by id. */
  organisations: Map<string, Organisation>;
  /** What was sent before on the obligations whose letters tell it. */
  sent: Map<string, NotificationRow[]>;
  /** The lead's documents that go with letters to heads, by obligation. */
  issued: Map<string, Matter['issued']>;
}

/** The obligations whose letters tell what was sent before. */
export const tellingEarlier = (entries: Entry[]): string[] =>
  entries.filter(({ notification }) => TELLS_BEFORE.includes(notification.rung)).map(({ held }) => held.row.id);

/** Everything one message says, from the rows as they were read just now, for the instant it is sent at. */
export function letterOf(activation: Activation, entries: Entry[], at: Instant, reading: Reading): Letter {
  const first = entries[0];
  if (!first) throw new TypeError('a letter needs an entry');
  const lead = leadOf(activation);
  const { organisations: bodies } = reading;
  const leading = bodies.get(lead.id) ?? lead;
  const own = bodies.get(first.held.row.organisation) ?? leading;
  const recipient = recipientOf(first.notification.rung, own, leading, localDateOf(at));
  if (!recipient) throw new TypeError(`nobody reads ${first.notification.rung} of ${first.held.row.id}`);
  const reader = bodies.get(recipient.organisation) ?? leading;
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
    matters: entries.map((entry) => matterOf(activation, entry, reading, at)),
  };
}

function senderOf(lead: Organisation): Letter['lead'] {
  const official = contactOf(lead, 'focal') ?? lead.contacts[0];
  const mailbox = contactOf(lead, 'registry')?.email ?? official?.email;
  if (!official || !mailbox) throw new TypeError(`the lead ${lead.id} has nobody to answer to`);
  return { organisationName: lead.name, shortName: lead.shortName, official, replyTo: mailbox };
}

function matterOf(activation: Activation, { notification, held }: Entry, reading: Reading, at: Instant): Matter {
  const { row, standing, ladder } = held;
  const { calendar, policy, plan } = activation;
  const { deadline } = standing;
  const own = reading.organisations.get(row.organisation);
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
    issued: reading.issued.get(row.id) ?? null,
    earlier: own ? earlierOf(own, notification, reading.sent.get(row.id) ?? []) : [],
  };
}

function titlesOf(items: string[], { plan }: Activation): string[] {
  return items.map((id) => plan.items.find((item) => item.id === id)?.title ?? id);
}

/** What was sent to the body itself on the same obligation before, and what became of it: the lead's lists are not. */
function earlierOf(own: Organisation, before: NotificationRow, sent: NotificationRow[]): Matter['earlier'] {
  if (!TELLS_BEFORE.includes(before.rung)) return [];
  const toItself = ({ rung, sendAt }: NotificationRow): boolean =>
    recipientOf(rung, own, own, localDateOf(sendAt))?.reach === 'own-contact';
  return sent
    .filter((row) => row.id !== before.id && toItself(row))
    .map(({ sendAt, rung }) => ({ at: sendAt, rung, fate: 'máy chủ thư đã nhận' }));
}
