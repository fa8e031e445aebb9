import type { PlanNames } from '../routes/reading/names.ts';
import type { Rehearsal } from '../routes/reading/rehearsal.ts';
import type { DraftFormat } from '../routes/reading/round.ts';

/** A plan in the list of rehearsed years. */
export interface RehearsedPlan {
  plan: string;
  names: PlanNames;
  /** Null where the document can't be read. */
  rehearsal: Rehearsal | null;
}

/** One rehearsed year. */
export interface RehearsalView extends RehearsedPlan {
  rehearsal: Rehearsal;
  /** Only messages about this organisation. */
  organisation: string | null;
  hasFile: (index: number, format: DraftFormat) => boolean;
}
