import type { Instant } from './time.ts';

/** Names of planned messages; other policies may bring others, the meaning of a name never changes. */
export const RUNG_IDS = [
  'opening',
  'before-7',
  'before-2',
  'morning',
  'late-1',
  'late-list',
  'late-head',
  'head-letter',
  'returned',
  'returned-eve',
  'review-3',
  'event-question',
  'lead-due',
  'catch-up',
] as const;
export type RungId = (typeof RUNG_IDS)[number];

/** Whether a message goes by itself. Beyond the member's contact and the lead's own line a person releases it. */
export const releaseOf = (rung: RungId): 'automatic' | 'person' => (rung === 'head-letter' ? 'person' : 'automatic');

export const CHANNELS = ['email', 'zalo'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * One planned message as it travels into a workflow: data only, computed beforehand. The workflow compares instants
 * and does no calendar arithmetic.
 */
export interface Rung {
  id: RungId;
  /** Counts the repetitions of an endless rung, from 0. */
  occurrence: number;
  /** When the workflow writes it: ahead of the slot, spread over the night. */
  wakeAt: Instant;
  /** The opening of its slot, or the instant itself for a message that answers a person's act. */
  at: Instant;
  /** It answers a person's act and goes at `at` itself; all others are spread over the minutes after `at`. */
  prompt?: true;
}

/** The ordered rungs of an obligation under one number: every opening, return, extension, event brings a new number. */
export interface Ladder {
  number: number;
  rungs: Rung[];
  /** A round's end: whoever sent nothing by then is settled as unreported. Null for an obligation of its own. */
  closesAt: Instant | null;
  /** Questions without end come six at a time; the next six are asked for when these are spent. */
  endless: boolean;
}

/** What brought a ladder: each but a published calendar brings a number of its own. */
export type LadderReason = 'opening' | 'submission' | 'return' | 'extension' | 'event' | 'amendment';

/** A rung by name, never by its place in a list: a ladder may be computed anew under the same number. */
export const rungKey = (rung: { id: RungId; occurrence: number }): string => `${rung.id}/${rung.occurrence}`;

/**
 * What is still to fire when `next` takes the place of the ladder before. Under a new number everything in it is new;
 * under the same number (a calendar change moves instants only) what has fired stays fired. Runs inside workflows:
 * changing it changes the replay of every open obligation, so histories under workflows/histories/ guard it.
 */
export function mergeLadder(fired: { number: number; keys: readonly string[] }, next: Ladder): Rung[] {
  const done = new Set(fired.number === next.number ? fired.keys : []);
  return next.rungs.filter((rung) => !done.has(rungKey(rung))).sort((a, b) => a.wakeAt - b.wakeAt || a.at - b.at);
}
