import { assertNever } from './errors.ts';
import { type Contact, contactOf, isValidOn, type Organisation } from './organisation.ts';
import { ALL_WORK, callsLate, type FailingAddresses, isReachable } from './reachability.ts';
import type { RungId } from './rung.ts';
import type { LocalDate } from './time.ts';

/** Who reads a message. `reach` says how far it goes: what goes to another body's head is released by a person. */
export interface Recipient {
  reach: 'own-contact' | 'lead-internal' | 'other-head';
  organisation: string;
  contact: Contact & { email: string };
  copyTo: Contact | null;
}

/**
 * The recipient of a rung on a day, or null where the body has nobody with an address. Of a body that does not exist
 * that day nobody hears, the lead's lists neither: whoever has ended can hand nothing in, and is nobody's to chase.
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
  return { reach, organisation: organisation.id, contact: { ...contact, email: contact.email }, copyTo };
}
