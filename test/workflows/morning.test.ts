import { expect, inject, it } from 'vitest';
import { bare } from '../../bench/morning/bare.ts';
import { graphileWorker } from '../../bench/morning/graphile-worker.ts';
import { inventedNight } from '../../bench/morning/night.ts';
import { ours } from '../../bench/morning/ours.ts';
import { pgBoss } from '../../bench/morning/pg-boss.ts';
import { play } from '../../bench/morning/play.ts';

/** More recipients than dispatch claims at once. */
const NIGHT = inventedNight({ rungs: 240, recipients: 120, nightMs: 4000, restMs: 15_000 });

it('a small night of the bench: each reader has one letter, each entry once, whoever sends them', async () => {
  const servers = {
    postgresUrl: `${inject('postgresOwnerUrl')}/`,
    temporal: { address: inject('temporalAddress'), namespace: inject('temporalNamespace'), pid: null },
  };
  const options = { dispatchEverySeconds: 1, planningMs: 15_000 };
  const played = await Promise.all(
    [ours, bare, pgBoss, graphileWorker].map((contender) => play(contender, servers, NIGHT, options)),
  );
  const exact = { mails: 120, entries: 240, missing: [], twice: [], unexpected: [] };
  expect(played.map(({ contender, exactness }) => ({ contender, exactness }))).toEqual([
    { contender: 'ours', exactness: exact },
    { contender: 'bare', exactness: null },
    { contender: 'pg-boss', exactness: exact },
    { contender: 'graphile-worker', exactness: exact },
  ]);
});
