import type { Ladder, Rung } from '../domain/rung.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Everything that crosses between the workflows and the world: inputs, updates, and the activities' own inputs. Only
 * ids, numbers and instants, never names or addresses: a history is kept for a year and read by administrators.
 * Inputs carry `format`, because one written today is still read a year from now.
 */
export const PLAN_WORKFLOW = 'planWorkflow';
export const ROUND_WORKFLOW = 'roundWorkflow';
export const OBLIGATION_WORKFLOW = 'obligationWorkflow';
export const DISPATCH_WORKFLOW = 'dispatchWorkflow';

export const FACT_UPDATE = 'fact';
export const STATE_QUERY = 'state';

interface WorkflowInput {
  format: 1;
  tenant: string;
  /** Real now less business now: 0 in production, the distance to the plan's year in a rehearsal. */
  clockShift: number;
  /** The business instant it is started for; a rehearsal brings the workflow to life at this instant. */
  bornAt: Instant;
}

/** Plans activated before they could go on beyond their first year: their openings came with the input. */
export interface OneYearPlanInput extends WorkflowInput {
  plan: string;
  openings: { round: string; wakeAt: Instant }[];
}

export interface PlanInput extends Omit<WorkflowInput, 'format'> {
  format: 2;
  plan: string;
  /** The last fact it has acted on. */
  sequence: number;
}

export interface RoundInput extends WorkflowInput {
  round: string;
  consolidationAt: Instant;
  closesAt: Instant;
}

export interface ObligationInput extends WorkflowInput {
  obligation: string;
  ladder: Ladder;
  /** The last fact that the ladder already knows. */
  sequence: number;
  fired: string[];
}

export interface DispatchInput {
  format: 1;
  clockShift: number;
  /** Business instants to dispatch for, in order; null means now. */
  asOf: Instant[] | null;
}

/** A fact as the relay tells it: by number, with the ladder it brought. A workflow never refuses one. */
export interface ObligationFact {
  sequence: number;
  ladder: Ladder | null;
  settled: boolean;
}

export interface RoundFact {
  sequence: number;
  change: 'all-settled' | 'received-late' | 'issued' | 'moved';
  /** With `moved`: the instants that hold from now on. */
  consolidationAt?: Instant;
  closesAt?: Instant;
}

/** The plan was amended, or its calendar: what is to come is to be looked at again. */
export interface PlanFact {
  sequence: number;
}

export type FactAnswer = 'taken' | 'already known';

/** What the reconciler compares with the rows. */
export interface ObligationMemory {
  sequence: number;
  ladder: number;
  pending: string[];
  broken: string[];
}

export interface FireInput {
  tenant: string;
  obligation: string;
  ladder: number;
  rungs: Rung[];
  now: Instant;
  /** The batch of an endless ladder is spent with these: the next six are wanted. */
  spent: boolean;
}

/** Nothing for most rungs: every byte of a result stands in the history for a year. */
export type FireResult = NextBatch | null;

export interface NextBatch {
  /** The next six of an endless ladder. */
  next: Rung[];
}

export interface ObligationActivities {
  fireRungs(input: FireInput): Promise<FireResult>;
  /** Settles a silent obligation as unreported; false where something was received after all. */
  closeObligation(input: { tenant: string; obligation: string; now: Instant }): Promise<boolean>;
}

export interface RoundActivities {
  openRound(input: { tenant: string; round: string; now: Instant; clockShift: number }): Promise<number>;
  makeDraft(input: { tenant: string; round: string; now: Instant }): Promise<number>;
  closeRound(input: { tenant: string; round: string; now: Instant }): Promise<void>;
}

export interface PlanActivities {
  startOwnObligations(input: { tenant: string; plan: string; now: Instant; clockShift: number }): Promise<number>;
  startRound(input: { tenant: string; round: string; bornAt: Instant; clockShift: number }): Promise<void>;
  /** Does all that is due by `now`, and says when there is more to do; null where nothing is to come. */
  advancePlan(input: { tenant: string; plan: string; now: Instant; clockShift: number }): Promise<Instant | null>;
}

export interface DispatchActivities {
  dispatchDue(input: { asOf: Instant[] }): Promise<number>;
}

/** One function makes each id: the services, the activities and the tests ask it. */
export const planWorkflowId = (prefix: string, tenant: string, plan: string): string => `${prefix}p/${tenant}/${plan}`;
export const roundWorkflowId = (prefix: string, tenant: string, round: string): string =>
  `${prefix}r/${tenant}/${round}`;
export const obligationWorkflowId = (prefix: string, tenant: string, obligation: string): string =>
  `${prefix}o/${tenant}/${obligation}`;
