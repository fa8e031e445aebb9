import { Breach } from './breach.ts';
import { type Outcome, runScenario } from './run.ts';
import { linesOf, type Scenario, stepsOf, without } from './scenario.ts';
import { ownDatabase, type SharedServers } from './servers.ts';

/** Runs a scenario in a database of its own. */
export async function breachOf(scenario: Scenario, servers: SharedServers): Promise<Outcome | Breach> {
  const own = await ownDatabase(servers);
  try {
    return await runScenario(scenario, own);
  } catch (error) {
    if (error instanceof Breach) return error;
    throw error;
  } finally {
    await own.stop();
  }
}

/** Leaves out one step after the other, the last first, for as long as the same invariant still breaks. */
export async function shrink(
  scenario: Scenario,
  dropped: readonly number[],
  breach: Breach,
  servers: SharedServers,
  say: (line: string) => void,
): Promise<void> {
  const wanted = breach.findings[0]?.invariant;
  let left = [...dropped];
  for (let place = stepsOf(scenario).length - 1; place >= 0; place--) {
    if (left.includes(place)) continue;
    const outcome = await breachOf(without(scenario, [...left, place]), servers);
    if (outcome instanceof Breach && outcome.findings[0]?.invariant === wanted) left = [...left, place];
  }
  say(`still fails --without ${left.toSorted((a, b) => a - b).join()}:`);
  for (const line of linesOf(scenario).filter((_line, place) => !left.includes(place))) say(line);
}
