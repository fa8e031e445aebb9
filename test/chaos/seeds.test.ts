import { inject } from 'vitest';
import { expect, it } from 'vitest';
import { scenarioOf } from '../../dev/chaos/generate.ts';
import { runScenario } from '../../dev/chaos/run.ts';
import { ownDatabase } from '../../dev/chaos/servers.ts';
import { linesOf } from '../../dev/chaos/scenario.ts';

const servers = () => ({
  postgresUrl: inject('postgresOwnerUrl'),
  temporalAddress: inject('temporalAddress'),
  temporalNamespace: inject('temporalNamespace'),
});

it('a seed is the same scenario every time, and another seed another', () => {
  expect(linesOf(scenarioOf(7))).toEqual(linesOf(scenarioOf(7)));
  expect(linesOf(scenarioOf(7))).not.toEqual(linesOf(scenarioOf(8)));
});

// `npm run chaos -- --seed N` tells the steps of one and runs it alone; docs/chaos.md.
it.each([2, 4, 5])(
  'seed %i: nothing is lost, nothing comes twice, whatever breaks',
  { timeout: 240_000 },
  async (seed) => {
    const own = await ownDatabase(servers());
    try {
      const { acts, refused, letters, foretold } = await runScenario(scenarioOf(seed), own);
      expect(acts - refused).toBeGreaterThan(3);
      expect(Math.min(letters, foretold)).toBeGreaterThan(3);
    } finally {
      await own.stop();
    }
  },
);
