import type { ContactRole, Organisation } from '../../../domain/organisation.ts';
import { zaloNumber } from '../../../domain/zalo-number.ts';

/** The place that the reader of a message holds: lists show this, not a private address. */
export interface Reader {
  role: ContactRole | null;
  organisationName: string;
}

/** A message about a body may go to the lead: the address decides, and the body itself is looked at first. */
export function readerOf(address: string, about: string, organisations: readonly Organisation[]): Reader {
  const nearest = [...organisations].sort((a, b) => Number(b.id === about) - Number(a.id === about));
  for (const body of nearest) {
    const contact = body.contacts.find(({ email, zalo }) => email === address || zaloNumber(zalo ?? '') === address);
    if (contact) return { role: contact.role, organisationName: body.name };
  }
  return { role: null, organisationName: organisations.find(({ id }) => id === about)?.name ?? about };
}
