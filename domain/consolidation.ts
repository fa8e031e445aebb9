import type { Figure, Submission } from './submission.ts';
import type { LocalDate } from './time.ts';

/** Everything the consolidated report of one round says, with the source of each figure and each paragraph. */
export interface Consolidation {
  round: string;
  version: number;
  /** A supplement follows an issued report and holds only what came after it. */
  kind: 'draft' | 'supplement';
  title: string;
  year: number;
  plan: { number: string | null; date: LocalDate | null; issuer: string; title: string };
  lead: { name: string; parentName: string; place: string; symbol: string };
  addressees: string[];
  asOf: string;
  cutOff: LocalDate | null;
  received: string[];
  expected: string[];
  missing: string[];
  underReview: string[];
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
  submission: number;
  receivedOn: LocalDate;
}

export interface ConsolidatedIndicator {
  no: string;
  objective: string;
  text: string | null;
  owners: string[];
  figures: { figure: Figure; source: Provenance }[];
}

export interface ConsolidatedDuty {
  item: string;
  party: string;
  partyName: string;
  title: string;
  expected: number;
  lines: ConsolidatedLine[];
}

export interface ConsolidatedLine {
  text: string;
  source: Provenance;
}

/** One received report as the consolidation takes it in. */
export interface ReceivedReport {
  organisation: string;
  organisationName: string;
  version: number;
  receivedOn: LocalDate;
  accepted: boolean;
  content: Submission;
  acceptedItems: string[];
}
