import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { checkServers } from '../../../api/services/doctor.ts';
import { instantAt } from '../../../domain/time.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import { bundleOf, installationOf, type Released, startRelease } from '../../support/release.ts';
import { SMALL } from '../../support/small-plan.ts';

let unpatched: string;
beforeAll(async () => {
  unpatched = await bundleOf(new URL('unpatched-workflows.ts', import.meta.url));
});

let engine: Engine;
let release: Released | undefined;
afterEach(async () => {
  await release?.stop();
  await engine.stop();
});

const verdict = async () =>
  (await checkServers(installationOf(engine))).find(({ name }) => name === 'workflows') ?? { ok: null, message: '' };

it('a release that cannot go on with what is open sends nothing, doctor says so, and the right one heals it', async () => {
  engine = await startEngine();
  await engine.goTo(instantAt('2025-05-20', '10:00'));
  expect(await verdict()).toMatchObject({ ok: true });
  await engine.worker.stop();
  release = await startRelease(engine, unpatched, null);
  await engine.sendOn(instantAt('2025-05-28', '10:00'));
  while ((await verdict()).ok) await sleep(500);
  expect((await verdict()).message).toMatch(
    /^1 quy trình không đi tiếp được với bộ xử lý đang chạy, như “.*van-ban\/thu-nhat”/,
  );
  expect(await engine.notifications(SMALL.document)).toHaveLength(1);

  await release.stop();
  await engine.worker.start();
  await engine.goTo(instantAt('2025-05-28', '10:00'));
  expect(engine.received(SMALL.document)).toEqual(['2025-05-15 opening 1', '2025-05-27 before-7 1']);
  while (!(await verdict()).ok) await sleep(500);
});
