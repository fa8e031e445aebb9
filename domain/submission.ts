import type { LocalDate } from './time.ts';

/** What is handed in, `dondoc.submission/1`: figures, lines, and, apart from them, the official document. */
export interface Submission {
  format: 'dondoc.submission/1';
  /** A draft is kept for its sender and counts as nothing received. */
  draft: boolean;
  figures: Figure[];
  lines: Narrative[];
  general: GeneralPart;
  official: OfficialDocument | null;
  /** For an obligation of its own: the day the thing was done, and what came of it. */
  doneOn: LocalDate | null;
  product: string | null;
  /** Absent where the body hands in for itself. */
  onBehalf?: OnBehalf | undefined;
}

/** The body that hands in for the one that owes (the lead types in what came on paper), and why it may. */
export interface OnBehalf {
  organisation: string;
  basis: string;
}

/** One figure for one indicator; a ratio keeps its parts, since ratios are only ever summed by their parts. */
export interface Figure {
  indicator: string;
  /** The duty it is told under; null where the body owes it as an owner of the indicator, and by no duty. */
  item: string | null;
  /** The part of the indicator that it counts, in the plan's words: “khu vực nông thôn”. Null for the whole. */
  scope: string | null;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  unit: string;
  from: LocalDate | null;
  to: LocalDate | null;
  status: 'estimate' | 'final';
  source: string;
  note: string | null;
}

/** The words on one duty, at most 1,500 characters; `nothing` stands for "không phát sinh". */
export interface Narrative {
  item: string;
  text: string;
  nothing: boolean;
}

export interface GeneralPart {
  difficulties: string | null;
  proposals: string | null;
  nextYear: string | null;
}

/** The signed document: it is what counts. `receivedOn` is entered, with evidence, not taken from the clock. */
export interface OfficialDocument {
  number: string;
  date: LocalDate;
  signer: string;
  file: string | null;
  channel: string;
  receivedOn: LocalDate;
}
