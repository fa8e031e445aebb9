import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../domain/errors.ts';
import { perform, type Touched } from './perform.ts';
import type { Done } from './ledger.ts';
import type { PlannedAct } from './scenario.ts';
import type { World } from './world.ts';

/** Tries of a command that broke off in the middle: its caller asks again under the same key. */
const TRIES = 4;

/** An act as a person does it: refused is refused, and what broke off is asked again; said twice it counts once. */
export async function act(world: World, planned: PlannedAct): Promise<Done> {
  const once = (): Promise<Touched> => tried(world, planned);
  try {
    if (planned.repeated === 'at-once') {
      const both = await Promise.all([once(), once()]);
      return { ...planned, refused: null, touched: joined(both) };
    }
    const touched = await once();
    if (planned.repeated === 'again') await once();
    return { ...planned, refused: null, touched };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...planned, refused: error.code, touched: [] };
  }
}

async function tried({ context, scenario }: World, planned: PlannedAct): Promise<Touched> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await perform(context, scenario.activation, planned);
    } catch (error) {
      if (error instanceof Refusal || attempt === TRIES) throw error;
      await sleep(50);
    }
  }
}

const joined = (all: Touched[]): Touched => (all.includes('all') ? 'all' : [...new Set(all.flat())]);
