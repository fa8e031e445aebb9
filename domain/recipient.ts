import { assertNever } from './errors.ts';
import { type Contact, contactOf, isValidOn, type Organisation } from './organisation.ts';
import type { Policy } from './policy.ts';
import { ALL_WORK, callsLate, type FailingAddresses, isReachable } from './reachability.ts';
import type { Channel, RungId } from './rung.ts';
import type { LocalDate } from './time.ts';
import { zaloNumber } from './zalo-number.ts';

/** Who reads a message. `reach` says how far it goes: what goes to another body's head is released by a person. */
export interface Recipient {
  reach: 'own-contact' | 'lead-internal' | 'other-head';
  channel: Channel;
  /** An e-mail address, or a number as Zalo takes it. */
  address: string;
  organisation: string;
  contact: Contact;
  copyTo: Contact | null;
}

/** Rungs that go by Zalo besides: what is late is a matter for mail, telephone and paper. */
const BY_ZALO: readonly RungId[] = ['opening', 'before-2'];

/**
 * The recipient of a rung by e-mail on a day, or null where the body has nobody with an address. Of a body that does
 * not exist that day nobody hears, the lead's lists neither: whoever has ended can hand nothing in, and is nobody's to chase.
 * Nobody hears either that a body is late which no message reaches (`failing`: addresses that messages come back from).
 * Lists for the lead's head go to the head, with the head of division in copy: "through" the division, in one message.
 */
export function recipientOf(
  rung: RungId,
  organisation: Organisation,
  lead: Organisation,
  on: LocalDate,
  failing: FailingAddresses = ALL_WORK,
): Recipient | null {
  if (!isValidOn(organisation, on)) return null;
  if (callsLate(rung) && !isReachable(organisation, failing)) return null;
  switch (rung) {
    case 'opening':
    case 'before-7':
    case 'before-2':
    case 'morning':
    case 'late-1':
    case 'returned':
    case 'returned-eve':
    case 'catch-up':
      return reached('own-contact', organisation, contactOf(organisation, 'focal'), null);
    case 'head-letter':
      return reached('other-head', organisation, contactOf(organisation, 'head'), null);
    case 'late-list':
    case 'event-question':
    case 'lead-due':
      return reached('lead-internal', lead, contactOf(lead, 'focal'), null);
    case 'review-3':
      return reached('lead-internal', lead, contactOf(lead, 'division-head') ?? contactOf(lead, 'focal'), null);
    case 'late-head': {
      const head = contactOf(lead, 'head');
      const division = contactOf(lead, 'division-head');
      return reached('lead-internal', lead, head ?? division ?? contactOf(lead, 'focal'), head ? division : null);
    }
    default:
      return assertNever(rung);
  }
}

function reached(
  reach: Recipient['reach'],
  organisation: Organisation,
  contact: Contact | null,
  copyTo: Contact | null,
): Recipient | null {
  if (!contact?.email) return null;
  return { reach, channel: 'email', address: contact.email, organisation: organisation.id, contact, copyTo };
}

/** By Zalo: the body's contact, who agreed to it on that day or before; never a leader, never of what is late. */
function zaloRecipientOf(rung: RungId, organisation: Organisation, on: LocalDate): Recipient | null {
  if (!BY_ZALO.includes(rung) || !isValidOn(organisation, on)) return null;
  const contact = contactOf(organisation, 'focal');
  const address = zaloNumber(contact?.zalo ?? '');
  if (contact?.zaloConsent === undefined || contact.zaloConsent > on || address === null) return null;
  const { id } = organisation;
  return { reach: 'own-contact', channel: 'zalo', address, organisation: id, contact, copyTo: null };
}

/** The recipient by one channel. */
export function recipientBy(
  channel: Channel,
  rung: RungId,
  organisation: Organisation,
  lead: Organisation,
  on: LocalDate,
  failing: FailingAddresses = ALL_WORK,
): Recipient | null {
  return channel === 'zalo'
    ? zaloRecipientOf(rung, organisation, on)
    : recipientOf(rung, organisation, lead, on, failing);
}

/** Everybody a rung reaches on a day: by e-mail always, by Zalo besides where the plan has it on. */
export function recipientsOf(
  rung: RungId,
  organisation: Organisation,
  lead: Organisation,
  on: LocalDate,
  { zalo }: Pick<Policy, 'zalo'>,
  failing: FailingAddresses = ALL_WORK,
): Recipient[] {
  const channels: readonly Channel[] = zalo ? ['email', 'zalo'] : ['email'];
  return channels.flatMap((channel) => recipientBy(channel, rung, organisation, lead, on, failing) ?? []);
}
