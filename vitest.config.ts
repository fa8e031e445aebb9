import { defineConfig } from 'vitest/config';

/** What lives beside its subject needs no server; what needs PostgreSQL or Temporal lives in test/. */
const BESIDE = 'domain,contracts,importer,documents,plans,activities,api,cli,db,workflows,bench';

export default defineConfig({
  test: {
    reporters: ['default', './test/tally-reporter.ts'],
    // vitest takes cores − 1 by itself: on two cores one file after another (both ways were tried; no crash, no hang).
    maxWorkers: 2,
    projects: [
      // Groups run one after the other: the quick ones first, and the servers' tests never beside each other, where a
      // rehearsal's bench and a time limit would starve on two cores.
      {
        // Pure, and quick where nothing else runs; a property over five plans must not fail because the machine is busy.
        test: { name: 'unit', include: [`{${BESIDE}}/**/*.test.ts`], testTimeout: 60_000, sequence: { groupOrder: 0 } },
      },
      {
        test: {
          name: 'walls',
          include: ['test/walls/**/*.test.ts', 'test/*.test.ts'],
          // Each check is a program of its own that reads the whole tree.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'replay',
          include: ['test/replay/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'workflows',
          include: ['test/{db,api,workflows,faults,chaos,mailbox,rehearsal,cli,documents}/**/*.test.ts'],
          globalSetup: ['test/global-setup.ts'],
          pool: 'forks',
          // Half of a rehearsal is waiting for the next server: a third file uses what two leave over.
          maxWorkers: 3,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'stack',
          include: ['dev/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
