import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
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
  const { tenant, round, clockShift } = input;
  const memory = { sequence: 0, allSettled: false, issued: false, late: 0 };
  setHandler(roundFactUpdate, (fact) => take(memory, fact));
  const now = (): number => businessNow(clockShift);

  await openRound({ tenant, round, now: now(), clockShift });
  await condition(() => memory.allSettled, Math.max(0, input.consolidationAt - now()));
  let included = memory.late;
  await makeDraft({ tenant, round, now: memory.allSettled ? now() : input.consolidationAt });

  while (now() < input.closesAt && !(memory.issued && memory.allSettled && memory.late === included)) {
    const changed = (): boolean => memory.late !== included || (memory.issued && memory.allSettled);
    if (!(await condition(changed, input.closesAt - now()))) break;
    if (memory.late === included) continue;
    included = memory.late;
    await makeDraft({ tenant, round, now: now() });
  }
  await closeRound({ tenant, round, now: now() });
}

interface RoundMemory {
  sequence: number;
  allSettled: boolean;
  issued: boolean;
  /** Counts what was accepted after the first draft. */
  late: number;
}

function take(memory: RoundMemory, fact: RoundFact): FactAnswer {
  if (fact.sequence <= memory.sequence) return 'already known';
  memory.sequence = fact.sequence;
  if (fact.change === 'all-settled') memory.allSettled = true;
  if (fact.change === 'issued') memory.issued = true;
  if (fact.change === 'received-late') memory.late++;
  return 'taken';
}
