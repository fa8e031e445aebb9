import type { Obligation } from './activation.ts';
import type { PlanRound } from './plan.ts';
import type { Figure } from './submission.ts';
import type { LocalDate } from './time.ts';

/** Everything the consolidated report of one round says, with the source of each figure and each paragraph. */
export interface Consolidation {
  round: string;
  version: number;
  /** A supplement follows an issued report and holds only what came after it. */
  kind: 'draft' | 'supplement';
  /** A round of documents to hand in is told as the list of what came in; figures and duties are empty there. */
  covers: PlanRound['covers'];
  title: string;
  year: number;
  plan: { number: string | null; date: LocalDate | null; issuer: string; title: string };
  lead: { name: string; parentName: string; place: string; symbol: string };
  addressees: string[];
  asOf: string;
  /** The day up to which figures are counted, and the day on which those of the whole period would be. */
  cutOff: LocalDate | null;
  periodEnd: LocalDate | null;
  /** The issued report that a supplement follows; null for a draft. */
  follows: { number: string; date: LocalDate } | null;
  /** Organisations, each once. A supplement counts as a draft does, over the whole round. */
  received: string[];
  expected: string[];
  missing: string[];
  underReview: string[];
  /** Who has sent, in the order of the organisations file; in a supplement those whom no version before it knew. */
  receivedBodies: ReceivedBody[];
  documents: ConsolidatedDocument[];
  indicators: ConsolidatedIndicator[];
  duties: ConsolidatedDuty[];
  difficulties: ConsolidatedLine[];
  proposals: ConsolidatedLine[];
  nextYear: ConsolidatedLine[];
}

/** Provenance: which version, of whom, received when. */
export interface Provenance {
  organisation: string;
  organisationName: string;
  obligation: string;
  /** `own`: handed in apart from the body's report, so that versions are counted apart as well. */
  kind: Obligation['kind'];
  submission: number;
  receivedOn: LocalDate;
}

export interface ReceivedBody {
  organisation: string;
  organisationName: string;
  /** How many versions it has handed in. */
  submissions: number;
  /** The day of the first: timeliness is judged by it. */
  receivedOn: LocalDate;
}

/** A document that was to be handed in, as its sender declared it last. */
export interface ConsolidatedDocument {
  number: string;
  date: LocalDate;
  signer: string;
  /** What it is or brings, in the sender's words. */
  product: string | null;
  source: Provenance;
}

export interface ConsolidatedIndicator {
  no: string;
  objective: string;
  text: string | null;
  owners: string[];
  /** Bodies that owe figures for it in this round, and those of them whose figures were accepted so far. */
  expected: number;
  reported: number;
  figures: { figure: Figure; source: Provenance }[];
}

export interface ConsolidatedDuty {
  item: string;
  /** `5.1`, the first duty of the fifth party: an id would say the name of a body that is silent. */
  no: string;
  party: string;
  partyName: string;
  title: string;
  expected: number;
  /** Bodies whose words on it were accepted so far, those told in an earlier version too. */
  reported: number;
  lines: ConsolidatedLine[];
}

export interface ConsolidatedLine {
  text: string;
  source: Provenance;
}
