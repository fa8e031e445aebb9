import { contactOf, type Organisation } from './organisation.ts';
import type { RungId } from './rung.ts';
import type { Instant } from './time.ts';

/** E-mail addresses that messages come back from, each as `addressKey` writes it. */
export type FailingAddresses = ReadonlySet<string>;

/** As a preview has it: every address works. */
export const ALL_WORK: FailingAddresses = new Set();

/** One spelling of an address: no mail server in use tells capitals apart. */
export const addressKey = (address: string): string => address.trim().toLowerCase();

/** True where the body's contact has an address, and nothing comes back from it. */
export function isReachable(organisation: Organisation, failing: FailingAddresses): boolean {
  const email = contactOf(organisation, 'focal')?.email;
  return email !== null && email !== undefined && !failing.has(addressKey(email));
}

/** Rungs that call a body late: to itself, before the lead, to its head. A body that nothing reaches is not called so. */
const CALLING_LATE: readonly RungId[] = ['late-1', 'late-list', 'late-head', 'head-letter'];

export const callsLate = (rung: RungId): boolean => CALLING_LATE.includes(rung);

/** A time in which nothing reached a body's contact; `to` is null while it lasts. */
export interface Outage {
  from: Instant;
  to: Instant | null;
}

/** What the log says of a body's contact, in the order it was written. */
export interface ContactEvent {
  organisation: string;
  works: boolean;
  at: Instant;
}

/** The outages of every body that had one. */
export function outagesOf(events: readonly ContactEvent[]): Map<string, Outage[]> {
  const outages = new Map<string, Outage[]>();
  for (const { organisation, works, at } of events) {
    const known = outages.get(organisation) ?? [];
    const lasting = known.find(({ to }) => to === null);
    if (works && lasting) lasting.to = at;
    if (!works && lasting) lasting.from = Math.min(lasting.from, at);
    if (!works && !lasting) outages.set(organisation, [...known, { from: at, to: null }]);
  }
  return outages;
}

/** True where that instant lies in an outage. */
export const isOutAt = (outages: readonly Outage[], at: Instant): boolean =>
  outages.some(({ from, to }) => from <= at && (to === null || at < to));
