import { expect, inject, it } from 'vitest';
import type { Contender } from '../../bench/morning/contender.ts';
import { inventedNight } from '../../bench/morning/night.ts';
import { ours, startWorker } from '../../bench/morning/ours.ts';
import { play } from '../../bench/morning/play.ts';

const NIGHT = inventedNight({ rungs: 240, recipients: 40, nightMs: 10_000, restMs: 10_000 });

/** Two workers on one queue; one is killed in the middle of the night, when half of the rungs are still to come. */
const twoWorkers: Contender = {
  ...ours,
  start: async (stage) => {
    const running = await ours.start(stage);
    const other = await startWorker(stage);
    return {
      ...running,
      move: async () => {
        process.kill(other.pid, 'SIGKILL');
        await running.move();
      },
      stop: async () => {
        await other.stop();
        await running.stop();
      },
    };
  },
};

it('two workers, one killed in the middle of a night: the other goes on, nothing is lost or doubled', async () => {
  const servers = {
    postgresUrl: `${inject('postgresOwnerUrl')}/`,
    temporal: { address: inject('temporalAddress'), namespace: inject('temporalNamespace'), pid: null },
  };
  const { exactness } = await play(twoWorkers, servers, NIGHT, {
    dispatchEverySeconds: 1,
    planningMs: 15_000,
  });
  expect(exactness).toMatchObject({ entries: 240, missing: [], twice: [], unexpected: [] });
});
