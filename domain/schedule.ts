import type { Deadline, IndicatorOwner, RoundKind, SelectorLevel, Track } from './plan.ts';
import type { Policy } from './policy.ts';
import type { LocalDate } from './time.ts';

/** What the lead decides at activation, `dondoc.schedule/1`. Nothing of it is the plan's own word. */
export interface Schedule {
  format: 'dondoc.schedule/1';
  /** The day of activation: nothing opens before it. */
  activatedOn: LocalDate;
  /** Each of them blank until somebody approves. */
  approval: { by: string; title: string; basis: string } | null;
  /** Bodies that take part, by party id; a party that is absent expands as its members or selector say. */
  participants: Record<string, string[]>;
  /** Bodies that answer for a party from a day on, because those before have ceased; the basis is a document. */
  successions: PartySuccession[];
  /** By item id. */
  items: Record<string, ItemDecision>;
  /** By round id. */
  rounds: Record<string, RoundDecision>;
  /** Rounds that are the lead's own, for a dispatch or a request that came later. */
  addedRounds: AddedRound[];
  /** Owners of indicators whom the text does not name, by indicator number. */
  indicators: Record<string, { owners: IndicatorOwner[]; basis?: string | undefined }>;
  /** Events already recorded, by name. */
  events: Record<string, EventRecord>;
  /** Readings of what is garbled in the signed text: it stays as written beside them. */
  asApplied: { at: string; value: string; by: string; basis: string }[];
  policy: Partial<Policy>;
}

export interface PartySuccession {
  party: string;
  on: LocalDate;
  selector: { level: SelectorLevel; except: string[] } | null;
  organisations: string[];
  basis: string;
}

export interface ItemDecision {
  track?: Track | undefined;
  /** Only these organisations of the party owe the item. */
  organisations?: string[] | undefined;
  /** Dates in place of an undetermined one, in the order of `deadline` and `also`. */
  deadlines?: Deadline[] | undefined;
  /** The event an item waits for, where the text names none. */
  event?: string | undefined;
  /** The proposed date stands. */
  asProposed?: true | undefined;
}

/** Levels that are given different dates, because a commune has farther to go than a department. */
export const TIERS = ['commune', 'district', 'other'] as const;
export type Tier = (typeof TIERS)[number];

export interface RoundDecision {
  /** One date for all members ... */
  deadline?: Deadline | undefined;
  /** ... or one for each level; a level left out keeps its proposal. */
  deadlines?: { [tier in Tier]?: Deadline | undefined } | undefined;
  /** The proposed dates stand. */
  asProposed?: true | undefined;
  /** The round is not held. */
  omitted?: true | undefined;
  /** The date up to which figures are counted. */
  cutOff?: LocalDate | undefined;
  /** Which light decides timeliness. (Default: 'document') */
  timelinessBy?: 'document' | 'figures' | undefined;
  /** The people's round a lead's upward round belongs to has a date of its own here, by members' round id. */
  upward?: Record<string, Deadline> | undefined;
}

/** A round that no plan names: asked for by a dispatch, or by the lead itself. */
export interface AddedRound {
  id: string;
  name: string;
  kind: RoundKind;
  /** Parties asked; null asks all members. */
  from: string[] | null;
  /** Items asked for; null asks for all lines and figures. */
  items: string[] | null;
  deadline: Deadline;
  /** The day it is added: nothing opens before it. */
  addedOn: LocalDate;
  /** What the lead sends on, and by when; null where it goes nowhere. */
  upward: { to: string[]; deadline: Deadline | null } | null;
  /** Number and date of the dispatch, or of the lead's own document. */
  basis: string;
}

export interface EventRecord {
  on: LocalDate;
  due?: LocalDate | undefined;
  basis?: string | undefined;
}

/** A schedule in which nothing is decided: every proposal stands as it is. */
export function undecidedSchedule(activatedOn: LocalDate): Schedule {
  return {
    format: 'dondoc.schedule/1',
    activatedOn,
    approval: null,
    participants: {},
    successions: [],
    items: {},
    rounds: {},
    addedRounds: [],
    indicators: {},
    events: {},
    asApplied: [],
    policy: {},
  };
}
