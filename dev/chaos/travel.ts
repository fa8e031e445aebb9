import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../domain/time.ts';
import { dispatch, dispatchUntil, outliveLeases } from './postman.ts';
import type { Stroke } from './scenario.ts';
import { cutSessions } from './servers.ts';
import { tellTwice, type World } from './world.ts';

/** Everybody goes on to `to`, and what is due until then is sent; strokes fall on the way. */
export async function travel(world: World, to: Instant, strokes: Stroke[], isDispatching: boolean): Promise<void> {
  if (world.workerAway) return;
  const struck = (kind: Stroke['kind']): Stroke | undefined => strokes.find((stroke) => stroke.kind === kind);
  const twice = struck('told-twice');
  if (twice) await tellTwice(world);
  await withStroke(world, struck('sessions-cut'), () => move(world, to, struck('worker-restarted')));
  if (isDispatching) {
    world.atFailpoint = failpointOf(world, strokes);
    await withStroke(world, struck('sessions-cut'), () =>
      dispatchUntil(world, to, struck('two-dispatchers') !== undefined),
    );
    world.atFailpoint = null;
  }
}

async function move(world: World, to: Instant, restart: Stroke | undefined): Promise<void> {
  const { clock, connection, worker } = world.bench;
  world.horizon = to;
  const moving = (async () => {
    await Promise.all(clock.workflows().map((id) => clock.advance(connection, id, to)));
    await clock.settle(connection);
  })();
  moving.catch(() => undefined); // awaited below
  if (restart) {
    await sleep(restart.delay);
    await worker.stop();
    await worker.start();
  }
  await moving;
}

/** Cuts every session of the application twice while the work is under way. */
async function withStroke(world: World, cut: Stroke | undefined, work: () => Promise<void>): Promise<void> {
  const working = work();
  working.catch(() => undefined); // awaited below
  if (cut) {
    for (const delay of [cut.delay, 3 * cut.delay + 20]) {
      await sleep(delay);
      await cutSessions(world.ownerUrl);
    }
  }
  await working;
}

/** A sender that dies before or after the mail server has its message, once; one that dawdles, or outlives its lease. */
function failpointOf(world: World, strokes: Stroke[]): World['atFailpoint'] {
  const kinds = new Set(strokes.map(({ kind }) => kind));
  return async (name) => {
    const dies =
      name === 'letters-claimed' ? 'sender-dies-before' : name === 'message-taken' ? 'sender-dies-after' : null;
    if (dies && kinds.delete(dies)) throw new Error(`${dies} (planted)`);
    if (name !== 'message-taken') return;
    const isOutlived = kinds.delete('lease-outlived');
    if (isOutlived) await outliveLeases(world);
    if (kinds.delete('sender-dawdles') || isOutlived) await dispatch(world, [world.weather.now]);
  };
}
