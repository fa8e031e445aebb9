import { once } from 'node:events';
import { FAILPOINTS, type Failpoint } from '../../activities/failpoint.ts';
import { SERVICE_FAILPOINTS, type ServiceFailpoint } from '../../api/services/failpoint.ts';

type Name = Failpoint | ServiceFailpoint;

const NAMES: readonly Name[] = [...FAILPOINTS, ...SERVICE_FAILPOINTS];

/**
 * What happens to the process there. `kill`: as by kill -9. `stop`: halted as by SIGSTOP, until SIGCONT. `hold`: waits
 * for the word `go` of its parent. `throw`: an error.
 */
const ACTIONS = ['kill', 'stop', 'hold', 'throw'] as const;
type Action = (typeof ACTIONS)[number];

/** What a process at its failpoint tells its parent. */
export interface Reached {
  kind: 'reached';
  name: string;
}

/**
 * Reads `name:action` or `name:action:n`, where n is which passing it is that counts, from 1; every other one passes.
 * Nothing given, nothing happens.
 */
export function failpointFrom(text: string | undefined): ((name: Name) => Promise<void>) | undefined {
  if (!text) return undefined;
  const [name = '', action = '', count = '1'] = text.split(':');
  if (!NAMES.some((one) => one === name)) throw new RangeError(`no failpoint is called '${name}'`);
  if (!ACTIONS.some((one) => one === action)) throw new RangeError(`at a failpoint nothing can be '${action}'`);
  if (!/^[1-9]\d*$/.test(count)) throw new RangeError(`'${count}' counts no passing of a failpoint`);
  let left = Number(count);
  return async (reached) => {
    if (reached !== name || --left !== 0) return;
    await act(reached, action as Action);
  };
}

async function act(name: Name, action: Action): Promise<void> {
  // Written out before anything else happens, or a killed process would have told nobody.
  if (process.send) await new Promise((done) => process.send?.({ kind: 'reached', name } satisfies Reached, done));
  if (action === 'throw') throw new Error(`failpoint ${name}`);
  if (action === 'hold') {
    await once(process, 'message');
    return;
  }
  process.kill(process.pid, action === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  // A signal to oneself comes a moment later.
  await new Promise((resume) => setTimeout(resume, 50));
}
