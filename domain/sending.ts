import type { Organisation } from './organisation.ts';
import { type Recipient, recipientBy } from './recipient.ts';
import type { Channel, RungId } from './rung.ts';
import { DAY_MS, type Instant, type LocalDate } from './time.ts';

/**
 * `off`: nothing is made. `shadow`: everything is made and kept, nothing leaves; so it is on a new installation and
 * after a restore. `live`: messages leave, to the allow-list alone where there is one.
 */
export const SENDING_MODES = ['off', 'shadow', 'live'] as const;
export type SendingMode = (typeof SENDING_MODES)[number];

export const STOP_SCOPES = ['all', 'plan', 'organisation'] as const;
export type StopScope = (typeof STOP_SCOPES)[number];

/** Reasons that the system itself gives; people write theirs in words. */
export const RESTORED = 'restored';
export const EPOCH_GUARD = 'epoch-guard';

/** Why a message was not to leave. */
export const HELD_BACK = [
  'off',
  'stopped-all',
  'stopped-plan',
  'stopped-organisation',
  'shadow',
  'not-released',
  'not-on-allow-list',
] as const;
export type HeldBack = (typeof HELD_BACK)[number];

/** What people have decided about sending, as it stands now. */
export interface Sending {
  mode: SendingMode;
  /** Addresses or `@domain`, lower case; null means everybody. */
  allowList: readonly string[] | null;
  /** `subject` is the plan or the organisation, empty for all. */
  stops: readonly { scope: StopScope; subject: string }[];
  /** Bodies that the first stretch of a plan may write to; an empty organisation means all of them. */
  released: readonly { plan: string; organisation: string }[];
}

/** A new installation. */
export const UNDECIDED: Sending = { mode: 'shadow', allowList: null, stops: [], released: [] };

/** One entry, or one message, on its way out. */
export interface Departure {
  plan: string;
  /** The reader's own body: for lists about others it is the lead. */
  organisation: string;
  address: string;
  reach: Recipient['reach'];
  /** The reader belongs to the plan's lead. */
  toLead: boolean;
  /** It speaks of an obligation of the plan's first stretch. */
  isFirst: boolean;
}

/**
 * `leave`: it goes. `shadow`: it is made and kept in its words, and never goes by itself. `hold`: it is not made yet
 * and stays pending; what is still asked for when nothing holds it any more goes then, in words for that day.
 */
export type Passage = { kind: 'leave' } | { kind: 'shadow' | 'hold'; code: HeldBack };

/**
 * Whether something may leave. What can still go later is asked first, so that a stop loses nothing, whatever the mode;
 * only in `shadow`, where people want to see the words, nobody has to be released for them.
 */
export function passageOf(sending: Sending, departure: Departure): Passage {
  if (sending.mode === 'off') return { kind: 'hold', code: 'off' };
  const stop = sending.stops.find(({ scope, subject }) => isStopped(scope, subject, departure));
  if (stop) return { kind: 'hold', code: `stopped-${stop.scope}` };
  if (sending.mode === 'shadow') return { kind: 'shadow', code: 'shadow' };
  if (isBatched(departure) && !isReleased(sending, departure)) return { kind: 'hold', code: 'not-released' };
  if (!isAllowed(sending.allowList, departure.address)) return { kind: 'shadow', code: 'not-on-allow-list' };
  return { kind: 'leave' };
}

/** True where nothing at all leaves or is made. */
export const isAtRest = ({ mode, stops }: Sending): boolean =>
  mode === 'off' || stops.some(({ scope }) => scope === 'all');

function isStopped(scope: StopScope, subject: string, { plan, organisation }: Departure): boolean {
  return scope === 'all' || (scope === 'plan' ? subject === plan : subject === organisation);
}

/** The lead's own messages are never batched: it has to see what it releases. */
const isBatched = ({ reach, toLead, isFirst }: Departure): boolean => isFirst && !toLead && reach === 'own-contact';

const isReleased = ({ released }: Sending, { plan, organisation }: Departure): boolean =>
  released.some((one) => one.plan === plan && (one.organisation === '' || one.organisation === organisation));

/** True for an address on the list, or of a domain on it; a domain does not stand for those below it. */
export function isAllowed(allowList: Sending['allowList'], address: string): boolean {
  if (allowList === null) return true;
  const known = address.toLowerCase();
  return allowList.some((one) => (one.startsWith('@') ? known.endsWith(one) : known === one));
}

interface OpeningRound {
  id: string;
  opensOn: LocalDate;
}

/** A rung of an obligation with the bodies as they stand. */
export interface Written {
  rung: RungId;
  channel: Channel;
  obligation: { plan: string; round: string | null; opensOn: LocalDate | null };
  own: Organisation;
  lead: Organisation;
  rounds: readonly OpeningRound[];
}

/** What a rung is on its way out on a day, or null where nobody reads it. */
export function departureOf(
  { rung, channel, obligation, own, lead, rounds }: Written,
  day: LocalDate,
): Departure | null {
  const reader = recipientBy(channel, rung, own, lead, day);
  return (
    reader && {
      plan: obligation.plan,
      organisation: reader.organisation,
      // A list of a pilot names people: who is on it is written to by Zalo too.
      address: reader.contact.email ?? reader.address,
      reach: reader.reach,
      toLead: reader.organisation === lead.id,
      isFirst: isOfFirstStretch(obligation, rounds),
    }
  );
}

/**
 * Whether an obligation belongs to the first stretch of its plan, in which each body is released by a person: the rounds
 * that open first, and what has a date of its own and opens before any later round does. A plan with no second round
 * is one stretch.
 */
export function isOfFirstStretch(
  { round, opensOn }: { round: string | null; opensOn: LocalDate | null },
  rounds: readonly OpeningRound[],
): boolean {
  const days = [...new Set(rounds.map((one) => one.opensOn))].sort();
  const [first, second] = days;
  if (round !== null) return rounds.some((one) => one.id === round && one.opensOn === first);
  return second === undefined || opensOn === null || opensOn < second;
}

/** More entries than this, each more than a day over its minute, never leave together without a person. */
export const EPOCH_GUARD_ENTRIES = 50;

/**
 * Entries that are long over their minute and that no person has had before them since: a person who lifts a stop or
 * releases a batch knows what waits.
 */
export function overdue<Entry extends { sendAt: Instant }>(
  entries: readonly Entry[],
  asOf: Instant,
  decidedAt: Instant | null,
): Entry[] {
  return entries.filter(({ sendAt }) => asOf - sendAt > DAY_MS && (decidedAt === null || sendAt >= decidedAt));
}
