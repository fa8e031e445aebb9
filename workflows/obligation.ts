import {
  ActivityFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  log,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { type Ladder, mergeLadder, type Rung, rungKey } from '../domain/rung.ts';
import type { Instant } from '../domain/time.ts';
import { businessNow } from './clock.ts';
import {
  FACT_UPDATE,
  type FactAnswer,
  type ObligationActivities,
  type ObligationFact,
  type ObligationInput,
  type ObligationMemory,
  STATE_QUERY,
} from './messages.ts';

/**
 * Rows are written by local activities. A database that is away for hours must neither hold the workflow task open
 * (then updates wait) nor grow the history: short first tries inside the task, then timers up to 15 minutes apart,
 * without end. What SQL refuses for good is not tried again.
 */
const { fireRungs, closeObligation } = proxyLocalActivities<ObligationActivities>({
  startToCloseTimeout: '5 seconds',
  localRetryThreshold: '5 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '15 minutes',
    nonRetryableErrorTypes: ['PermanentFailure'],
  },
});

export const factUpdate = defineUpdate<FactAnswer, [ObligationFact]>(FACT_UPDATE);
export const stateQuery = defineQuery<ObligationMemory>(STATE_QUERY);

/**
 * Carries one obligation from its opening to its end: fires each rung of its ladder at its instant, takes facts of
 * people by number, and ends when it is settled. Time is all it owns; content and decisions are rows.
 */
export async function obligationWorkflow(input: ObligationInput): Promise<void> {
  const memory = new Memory(input);
  setHandler(factUpdate, (fact) => memory.take(fact));
  setHandler(stateQuery, () => memory.describe());

  while (!memory.settled) {
    const now = businessNow(input.clockShift);
    const due = memory.due(now);
    if (due.length > 0) {
      await fire(input, memory, due, now);
    } else if (memory.closesAt !== null && memory.closesAt <= now) {
      if (await closeObligation({ tenant: input.tenant, obligation: input.obligation, now: memory.closesAt })) return;
      memory.closesAt = null;
    } else {
      await waitForChange(memory, now);
    }
  }
}

async function waitForChange(memory: Memory, now: Instant): Promise<void> {
  const { revision } = memory;
  const changed = (): boolean => memory.revision !== revision;
  const next = memory.nextInstant();
  if (next === null) await condition(changed);
  else await condition(changed, next - now);
}

async function fire(input: ObligationInput, memory: Memory, due: Rung[], now: Instant): Promise<void> {
  const { tenant, obligation } = input;
  const { number } = memory.ladder;
  const spent = memory.ladder.endless && due.length === memory.pending.length;
  try {
    const result = await fireRungs({ tenant, obligation, ladder: number, rungs: due, now, spent });
    memory.fired(number, due, result?.next ?? []);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    log.error('a rung could not be written and is left out', { obligation, rungs: due.map(rungKey) });
    memory.fired(number, due, []);
    memory.broken.push(...due.map(rungKey));
  }
  // An endless ladder would grow the history without end: each new batch begins a new run.
  if (spent && memory.pending.length > 0 && !memory.settled) await continueAsNew(memory.carriedInto(input));
}

/** What a run remembers. Update handlers change it and return at once: no waiting, no timer, no I/O in them. */
class Memory {
  ladder: Ladder;
  pending: Rung[];
  closesAt: Instant | null;
  settled = false;
  revision = 0;
  readonly broken: string[] = [];
  private sequence: number;
  private keys: string[];

  constructor(input: ObligationInput) {
    this.ladder = input.ladder;
    this.closesAt = input.ladder.closesAt;
    this.sequence = input.sequence;
    this.keys = [...input.fired];
    this.pending = mergeLadder({ number: input.ladder.number, keys: this.keys }, input.ladder);
  }

  take(fact: ObligationFact): FactAnswer {
    if (fact.sequence <= this.sequence) return 'already known';
    this.sequence = fact.sequence;
    if (fact.ladder) {
      const fired = { number: this.ladder.number, keys: this.keys };
      if (fact.ladder.number !== this.ladder.number) this.keys = [];
      this.pending = mergeLadder(fired, fact.ladder);
      this.ladder = fact.ladder;
      this.closesAt = fact.ladder.closesAt;
    }
    this.settled = fact.settled;
    this.revision++;
    return 'taken';
  }

  due(now: Instant): Rung[] {
    return this.pending.filter((rung) => rung.wakeAt <= now);
  }

  nextInstant(): Instant | null {
    const instants = [this.pending[0]?.wakeAt, this.closesAt].filter((instant) => typeof instant === 'number');
    return instants.length > 0 ? Math.min(...instants) : null;
  }

  /** A fact may have brought another ladder while the rungs were being written: then they are none of it. */
  fired(number: number, rungs: Rung[], next: Rung[]): void {
    if (number !== this.ladder.number) return;
    this.keys.push(...rungs.map(rungKey));
    const done = new Set(this.keys);
    this.pending = [...this.pending, ...next].filter((rung) => !done.has(rungKey(rung)));
  }

  carriedInto(input: ObligationInput): ObligationInput {
    const ladder = { ...this.ladder, rungs: this.pending, closesAt: this.closesAt };
    return { ...input, ladder, sequence: this.sequence, fired: [] };
  }

  describe(): ObligationMemory {
    const { sequence, ladder, pending, broken } = this;
    return { sequence, ladder: ladder.number, pending: pending.map(rungKey), broken };
  }
}
