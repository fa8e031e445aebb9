import type { OfficialLetter } from './official-letter.ts';
import type { Contact, Relation } from './organisation.ts';
import type { RungId } from './rung.ts';
import type { Instant, LocalDate } from './time.ts';

/** Everything one message says: the matters of one recipient in one slot. Words are made of it, nothing is looked up. */
export interface Letter {
  at: Instant;
  to: {
    organisation: string;
    organisationName: string;
    shortName: string;
    relation: Relation;
    requested: boolean;
    contact: Contact;
  };
  copyTo: Contact | null;
  lead: LeadSender;
  matters: Matter[];
  /** What the lead's head may sign about the matters it is asked about; absent in letters to anybody else. */
  drafts?: OfficialLetter[];
}

export interface LeadSender {
  organisationName: string;
  shortName: string;
  official: Contact;
  /** Where answers go. */
  replyTo: string;
}

/** One entry of a letter. */
export interface Matter {
  entry: { obligation: string; ladder: number; rung: RungId; occurrence: number };
  plan: { number: string | null; date: LocalDate | null; issuer: string; title: string };
  /** 'Báo cáo năm 2025', or the title of an obligation of its own. */
  name: string;
  /** '4 chỉ tiêu', '2 nhiệm vụ', 'nội dung chung' */
  includes: string[];
  organisationName: string;
  /** The document by which it is asked beside the plan: of a dispatch, or of the lead about who answers now. */
  basis: string | null;
  /** Null while it waits for an event. */
  targetDay: LocalDate | null;
  namedDay: LocalDate | null;
  /** No letter before this one told the body of this date: the opening, or the first after it has changed. */
  dateIsNew: boolean;
  /** Working days from the letter's day to the target day; negative once it is past. */
  daysLeft: number | null;
  stateLabel: string;
  /** The plan's words and the rules applied, one sentence each. */
  why: string[];
  event: string | null;
  /** `movedBy`: the basis of a later extension of that date. */
  returned: { reason: string; until: LocalDate; items: string[]; movedBy: string | null } | null;
  receivedOn: LocalDate | null;
  consolidationAt: Instant | null;
  /** The document of the lead that was issued on it on paper, where there is one. */
  issued: { number: string; date: LocalDate } | null;
  /** For the lead's lists and a letter to a head: messages sent before, with their fate. */
  earlier: { at: Instant; rung: RungId; fate: string }[];
}

/** The words of a letter as they left. On Zalo the text alone is read. */
export interface Words {
  subject: string;
  text: string;
  html: string;
  /** Dates for the reader's calendar; absent where the letter tells of no new one. */
  events?: CalendarEvent[];
}

/** One whole day in a calendar. */
export interface CalendarEvent {
  obligation: string;
  /** The ladder's number: of two with the same obligation the higher holds. */
  sequence: number;
  day: LocalDate;
  title: string;
  description: string;
}

/**
 * `sent`: another server took it over, which is not yet "delivered". `unknown`: nobody can tell. `returned`: it came
 * back. `shadow`: it was made, and was not to leave.
 */
export const NOTIFICATION_STATES = [
  'pending',
  'sending',
  'sent',
  'superseded',
  'failed',
  'unknown',
  'returned',
  'shadow',
] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** A message is in the state of its entries, from its claim on. */
export type EnvelopeState = Exclude<NotificationState, 'pending'>;

/** What became of one try: `confirmed` is the word of the reader's own device or server. */
export const DELIVERY_OUTCOMES = [
  'taken',
  'refused',
  'refused-for-now',
  'unanswered',
  'returned',
  'confirmed',
] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];
