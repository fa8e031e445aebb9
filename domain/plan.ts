import type { LocalDate } from './time.ts';

/** The plan as a `dondoc.plan/1` file holds it: only what the signed text says. */
export interface Plan {
  format: 'dondoc.plan/1';
  document: PlanDocument;
  references: Reference[];
  lead: string;
  parties: Party[];
  objectives: Objective[];
  items: PlanItem[];
  rounds: PlanRound[];
  findings: Finding[];
}

export interface PlanDocument {
  number: string | null;
  title: string;
  issuer: string;
  place: string;
  date: LocalDate | null;
  signer: string | null;
  year: number;
  basis: { ref: string; date: LocalDate | null }[];
}

/** Another document that this plan leans on for targets, owners or members. */
export interface Reference {
  ref: string;
  role: 'targets' | 'owners' | 'members';
  file: string | null;
}

/** An exact piece of the document (white space folded, NFC) and its line in the text as extracted, from 1. */
export interface Source {
  line: number;
  quote: string;
}

export const PARTY_KINDS = ['agency', 'group', 'office-holder'] as const;

export interface Party {
  id: string;
  name: string;
  kind: (typeof PARTY_KINDS)[number];
  office: string | null;
  members: string[];
  selector: { level: SelectorLevel; except: string[] } | null;
  requested: boolean;
  source: Source;
}

export const SELECTOR_LEVELS = ['district', 'commune', 'department', 'all-others'] as const;
export type SelectorLevel = (typeof SELECTOR_LEVELS)[number];

export interface Objective {
  no: string;
  title: string | null;
  indicators: Indicator[];
}

export interface Indicator {
  no: string;
  text: string | null;
  targets: Target[];
  owners: IndicatorOwner[];
  source: Source;
}

export const COMPARATORS = ['>=', '>', '<=', '<', '~', 'between', '='] as const;

export interface Target {
  op: (typeof COMPARATORS)[number];
  value: number;
  value2: number | null;
  unit: string;
  by: LocalDate | null;
  label: string | null;
}

export interface IndicatorOwner {
  party: string;
  role: 'report' | 'coordinate';
  scope: string | null;
}

export const TRACKS = ['own', 'line', 'figure', 'await', 'none'] as const;
/** How an item is carried: docs/rules.md. */
export type Track = (typeof TRACKS)[number];

export interface PlanItem {
  id: string;
  party: string;
  with: string[];
  track: Track;
  title: string;
  indicators: string[];
  product: string | null;
  offSystem: boolean;
  deadline: Deadline;
  also: Deadline[];
  source: Source;
}

export const ROUND_KINDS = ['plan', 'six-month', 'annual', 'quarterly', 'monthly', 'ad-hoc'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

export interface PlanRound {
  id: string;
  name: string;
  kind: RoundKind;
  covers: 'items' | 'document';
  from: 'members' | 'lead' | string[];
  to: string[];
  copies: string[];
  deadline: Deadline;
  source: Source;
}

/** A deadline in the plan's own words; `text` is quoted wherever the date is explained. */
export type Deadline = { text: string } & (
  | { kind: 'before' | 'on-or-before'; date: LocalDate; recurs?: 'yearly' | undefined }
  | { kind: 'within-month'; month: string; recurs?: 'yearly' | undefined }
  | { kind: 'within-quarter'; quarter: string }
  | { kind: 'within-year'; year: number }
  | { kind: 'window'; from: LocalDate; to: LocalDate }
  | { kind: 'ongoing' }
  | { kind: 'after-event' | 'before-event'; event: string }
  | { kind: 'within-days'; days: number; working: boolean; event: string }
  | { kind: 'periodic'; every: Period; by?: PeriodEdge | undefined }
  | { kind: 'undetermined' }
);

export const PERIODS = ['day', 'month', 'quarter', 'half-year', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export interface PeriodEdge {
  day: number;
  monthOfPeriod?: number | 'last' | undefined;
  inNextPeriod?: true | undefined;
  edge: 'before' | 'on-or-before';
}

export const SEVERITIES = ['error', 'warning', 'note'] as const;

export interface Finding {
  code: string;
  severity: (typeof SEVERITIES)[number];
  message: string;
  source?: Source | undefined;
}
