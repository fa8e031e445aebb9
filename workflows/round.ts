import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Instant } from '../domain/time.ts';
import { businessNow } from './clock.ts';
import { FACT_UPDATE, type FactAnswer, type RoundActivities, type RoundFact, type RoundInput } from './messages.ts';

const { openRound, makeDraft, closeRound } = proxyActivities<RoundActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '15 minutes' },
});

export const roundFactUpdate = defineUpdate<FactAnswer, [RoundFact]>(FACT_UPDATE);

/**
 * Carries one round: opens its obligations, has the draft made when everybody is settled or on the consolidation day,
 * makes it again for what comes late until the report is issued, supplements after that, and closes.
 */
export async function roundWorkflow(input: RoundInput): Promise<void> {
  const { tenant, round, clockShift, consolidationAt, closesAt } = input;
  const memory: RoundMemory = {
    ...{ sequence: 0, revision: 0, allSettled: false, issued: false, late: 0 },
    ...{ consolidationAt, closesAt },
  };
  setHandler(roundFactUpdate, (fact) => take(memory, fact));
  const now = (): number => businessNow(clockShift);

  await openRound({ tenant, round, now: now(), clockShift });
  await untilConsolidation(memory, now);
  let included = memory.late;
  await makeDraft({ tenant, round, now: memory.allSettled ? now() : memory.consolidationAt });

  while (now() < memory.closesAt && !(memory.issued && memory.allSettled && memory.late === included)) {
    const { revision } = memory;
    const changed = (): boolean =>
      memory.revision !== revision || memory.late !== included || (memory.issued && memory.allSettled);
    if (!(await condition(changed, memory.closesAt - now()))) break;
    if (memory.late === included) continue;
    included = memory.late;
    await makeDraft({ tenant, round, now: now() });
  }
  await closeRound({ tenant, round, now: now() });
}

interface RoundMemory {
  sequence: number;
  /** Counts the times that its days were moved. */
  revision: number;
  consolidationAt: Instant;
  closesAt: Instant;
  allSettled: boolean;
  issued: boolean;
  /** Counts what was accepted after the first draft. */
  late: number;
}

/** A day that is moved while it is waited for is waited for anew. */
async function untilConsolidation(memory: RoundMemory, now: () => Instant): Promise<void> {
  for (;;) {
    const { revision } = memory;
    const changed = (): boolean => memory.allSettled || memory.revision !== revision;
    await condition(changed, Math.max(0, memory.consolidationAt - now()));
    if (memory.allSettled || memory.revision === revision) return;
  }
}

function take(memory: RoundMemory, fact: RoundFact): FactAnswer {
  if (fact.sequence <= memory.sequence) return 'already known';
  memory.sequence = fact.sequence;
  if (fact.change === 'all-settled') memory.allSettled = true;
  if (fact.change === 'issued') memory.issued = true;
  if (fact.change === 'received-late') memory.late++;
  if (fact.change === 'moved') {
    memory.consolidationAt = fact.consolidationAt ?? memory.consolidationAt;
    memory.closesAt = fact.closesAt ?? memory.closesAt;
    memory.revision++;
  }
  return 'taken';
}
