import type { LocalDate } from './time.ts';

/** A `dondoc.organisations/1` file: the bodies that take part, in the order that lists and behaviours use. */
export interface OrganisationsFile {
  format: 'dondoc.organisations/1';
  tenant: string;
  organisations: Organisation[];
}

export const LEVELS = [
  'ministry',
  'province',
  'department',
  'district',
  'commune',
  'branch',
  'mass-organisation',
  'press',
] as const;
export type Level = (typeof LEVELS)[number];

export const RELATIONS = ['subordinate', 'vertical', 'party-mass', 'lower', 'superior', 'press'] as const;
/** How the lead stands to the body: it decides salutation and verb. */
export type Relation = (typeof RELATIONS)[number];

export interface Organisation {
  id: string;
  name: string;
  shortName: string;
  aliases: string[];
  code: string | null;
  level: Level;
  relation: Relation;
  parent: string | null;
  from: LocalDate | null;
  to: LocalDate | null;
  succeededBy: Succession[];
  contacts: Contact[];
}

export const SUCCESSION_KINDS = ['rename', 'merge', 'split', 'dissolve'] as const;

export interface Succession {
  id: string;
  kind: (typeof SUCCESSION_KINDS)[number];
  on: LocalDate;
  basis: string | null;
}

export const CONTACT_ROLES = ['focal', 'division-head', 'head', 'registry'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

export interface Contact {
  name: string;
  role: ContactRole;
  title?: string | undefined;
  email: string | null;
  phone?: string | undefined;
  zalo?: string | undefined;
  zaloConsent?: LocalDate | undefined;
}

/** True on every day from `from` to `to`, both included. */
export function isValidOn(organisation: Organisation, day: LocalDate): boolean {
  return (
    (organisation.from === null || organisation.from <= day) && (organisation.to === null || day <= organisation.to)
  );
}

/** The first contact of that role, or null. */
export function contactOf(organisation: Organisation, role: ContactRole): Contact | null {
  return organisation.contacts.find((contact) => contact.role === role) ?? null;
}
