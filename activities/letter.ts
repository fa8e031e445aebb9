import type { NotificationRow } from '../db/queries/notification.ts';
import type { Held, ObligationRow } from '../db/queries/obligation.ts';
import { type Activation, leadOf } from '../domain/activation.ts';
import type { Letter, Matter } from '../domain/letter.ts';
import { isLeftOut, stateOf } from '../domain/obligation.ts';
import { officialLetters } from '../domain/missing.ts';
import { contactOf, type Organisation } from '../domain/organisation.ts';
import { successionOf } from '../domain/party.ts';
import { recipientBy, recipientOf } from '../domain/recipient.ts';
import type { RungId } from '../domain/rung.ts';
import { type Instant, instantAt, type LocalDate, localDateOf } from '../domain/time.ts';
import { STATE_LABELS } from '../domain/vietnamese.ts';
import { includedIn } from '../domain/matter-contents.ts';
import { type Entry, tellsEarlier } from './entry.ts';
import type { Reading } from './reading.ts';

/** Everything one message says, from the rows as they were read just now, for the instant it is sent at. */
export function letterOf(activation: Activation, entries: Entry[], at: Instant, reading: Reading): Letter {
  const first = entries[0];
  if (!first) throw new TypeError('a letter needs an entry');
  const lead = leadOf(activation);
  const { organisations: bodies } = reading;
  const leading = bodies.get(lead.id) ?? lead;
  const own = bodies.get(first.held.row.organisation) ?? leading;
  const { rung, channel } = first.notification;
  const recipient = recipientBy(channel, rung, own, leading, localDateOf(at));
  if (!recipient) throw new TypeError(`nobody reads ${rung} of ${first.held.row.id}`);
  const reader = bodies.get(recipient.organisation) ?? leading;
  return {
    at,
    to: {
      organisation: reader.id,
      organisationName: reader.name,
      shortName: reader.shortName,
      relation: reader.relation,
      requested: recipient.reach === 'own-contact' && entries.every(({ held }) => held.row.requested),
      contact: recipient.contact,
    },
    copyTo: recipient.copyTo,
    lead: senderOf(leading, rung),
    matters: byRank(entries, bodies).map((entry) => matterOf(entry, activation, at, reading)),
    ...draftsOf(entries, activation, at, reading),
  };
}

/** The lead's head is asked whether to sign: what there is to sign comes with the question. */
function draftsOf(
  entries: Entry[],
  activation: Activation,
  at: Instant,
  { organisations }: Reading,
): Pick<Letter, 'drafts'> {
  const asked = entries.filter(({ notification: { rung, channel } }) => rung === 'late-head' && channel === 'email');
  if (asked.length === 0) return {};
  const missing = asked.map(({ held: { row, standing } }) => ({ row, standing, activation }));
  return { drafts: officialLetters(missing, organisations, at) };
}

/** Bodies in the order of the tree, as a document names them; what one body owes stays in its own order. */
function byRank(entries: Entry[], bodies: Reading['organisations']): Entry[] {
  const place = new Map([...bodies.keys()].map((id, index) => [id, index]));
  const placeOf = ({ held }: Entry): number => place.get(held.row.organisation) ?? 0;
  return entries.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** A body's head is answered to by a head of division, where the lead has named one; everybody else by the official. */
function senderOf(lead: Organisation, rung: RungId): Letter['lead'] {
  const focal = contactOf(lead, 'focal') ?? lead.contacts[0];
  const official = (rung === 'head-letter' ? contactOf(lead, 'division-head') : null) ?? focal;
  const mailbox = contactOf(lead, 'registry')?.email ?? focal?.email;
  if (!official || !mailbox) throw new TypeError(`the lead ${lead.id} has nobody to answer to`);
  return { organisationName: lead.name, shortName: lead.shortName, official, replyTo: mailbox };
}

function matterOf({ notification, held }: Entry, activation: Activation, at: Instant, reading: Reading): Matter {
  const { row, standing } = held;
  const { calendar, policy, plan } = activation;
  const { deadline } = standing;
  const own = reading.organisations.get(row.organisation);
  const { number, date, issuer, title } = plan.document;
  const returned = notification.rung.startsWith('returned') ? returnedOf(held, activation, reading) : null;
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
    basis: basisOf(row, activation, localDateOf(at)),
    targetDay: deadline?.targetDay ?? null,
    namedDay: deadline?.namedDay ?? null,
    dateIsNew:
      notification.rung === 'opening' || reading.told.get(row.id) !== (returned?.until ?? deadline?.targetDay ?? null),
    daysLeft: deadline && calendar.workingDaysBetween(localDateOf(at), deadline.targetDay),
    stateLabel: standing.hasDraft ? 'Đã có bản nháp, chưa gửi' : STATE_LABELS[stateOf(standing)],
    why: deadline?.why ?? [],
    event: row.event,
    returned,
    receivedOn: row.receivedOn,
    consolidationAt: row.consolidationOn === null ? null : instantAt(row.consolidationOn, policy.consolidationTime),
    issued: reading.issued.get(row.id) ?? null,
    earlier: own && tellsEarlier({ notification, held }) ? earlierOf(own, notification, reading) : [],
  };
}

/** What was returned, and by when it is expected now: an extension of that date has a reason and a basis of its own. */
function returnedOf({ row, ladder }: Held, activation: Activation, { returns }: Reading): Matter['returned'] {
  const { note } = ladder;
  if (!note) return null;
  const isMoved = ladder.reason === 'extension';
  const back = isMoved ? returns.get(row.id) : note;
  return {
    reason: back?.reason ?? '',
    until: note.until,
    items: titlesOf(back?.items ?? [], activation),
    movedBy: isMoved ? (note.basis ?? note.reason) : null,
  };
}

/** A clerk of a commune looks for the document that made it answer, an official for the dispatch behind a round. */
function basisOf({ party, round }: ObligationRow, { schedule, id }: Activation, on: LocalDate): string | null {
  const added = schedule.addedRounds.find((one) => round?.startsWith(`${id}/${one.id}/`));
  return added?.basis ?? successionOf(party, schedule, on)?.basis ?? null;
}

function titlesOf(items: string[], { plan }: Activation): string[] {
  return items.map((id) => plan.items.find((item) => item.id === id)?.title ?? id);
}

/** Letters to the body itself on the same obligation before, and what became of them: the lead's lists are not. */
function earlierOf(own: Organisation, before: NotificationRow, { sent }: Reading): Matter['earlier'] {
  const toItself = ({ rung, sendAt }: NotificationRow): boolean =>
    recipientOf(rung, own, own, localDateOf(sendAt))?.reach === 'own-contact';
  return (sent.get(before.obligation) ?? [])
    .filter((row) => row.id !== before.id && row.channel === 'email' && toItself(row))
    .map(({ sendAt, rung }) => ({ at: sendAt, rung, fate: 'máy chủ thư đã nhận' }));
}
