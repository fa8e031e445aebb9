import { once } from 'node:events';
import { startPostgres } from './postgres.ts';
import { startStack } from './stack.ts';

// A starter of its own for the tests: what a process leaves when it is killed cannot be tested from inside it.
// Arguments: what (postgres | stack), folder. Prints one line of JSON when ready, stops when its input ends.
const [what, dir = ''] = process.argv.slice(2);
const quiet = { durable: false, log: () => {} };

if (what === 'postgres') {
  const server = await startPostgres({ dir, ...quiet });
  console.log(JSON.stringify({ ...server, url: server.ownerUrl('postgres') }));
  await once(process.stdin.resume(), 'end');
  await server.stop();
} else {
  const options = { timeSkipping: true, env: { ...process.env, DATABASE_URL: undefined }, progress: () => {} };
  const stack = await startStack({ dir, ...quiet, ...options });
  console.log(JSON.stringify({ ...stack.postgres, address: stack.temporalAddress }));
  await once(process.stdin.resume(), 'end');
  await stack.stop();
}
