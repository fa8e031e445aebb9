import type { Activation } from '../../domain/activation.ts';
import type { Contact } from '../../domain/organisation.ts';
import type { LocalDate } from '../../domain/time.ts';
import { smallPlan } from './small-plan.ts';

export const NUMBERS = {
  'thu-nhat': '84901000001',
  'thu-hai': '84901000002',
  'thu-ba': '84901000003',
  'duoc-de-nghi': '84901000004',
};

const AGREED: Record<string, LocalDate | undefined> = {
  'thu-nhat': '2025-01-05',
  // Between the opening of the round on 29/5 and its last reminder.
  'thu-hai': '2025-06-10',
  'thu-ba': undefined,
  'duoc-de-nghi': '2025-01-05',
};

/**
 * The small plan with messages by Zalo: two contacts agreed in January, one on 10/6, one has a number and never agreed;
 * the leaders of all bodies agreed and get none.
 */
export function zaloPlan(): Activation {
  const activation = smallPlan({ zalo: true });
  return {
    ...activation,
    organisations: activation.organisations.map((body) => ({
      ...body,
      contacts: body.contacts.map((contact) => withZalo(contact, body.id)),
    })),
  };
}

function withZalo(contact: Contact, body: string): Contact {
  if (contact.role !== 'focal') return { ...contact, zalo: '0901 999 999', zaloConsent: '2025-01-05' };
  const zalo = NUMBERS[body as keyof typeof NUMBERS];
  if (zalo === undefined) return contact;
  const zaloConsent = AGREED[body];
  // As people write it; the entry has the form that Zalo takes.
  const written = `0${zalo.slice(2, 5)} ${zalo.slice(5, 8)} ${zalo.slice(8)}`;
  return { ...contact, zalo: written, ...(zaloConsent === undefined ? {} : { zaloConsent }) };
}
