import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { quietRuntime } from '../activities/worker.ts';
import { startStack } from '../dev/stack.ts';
import { measureHistory } from './history-size.ts';

/** `npm run bench:history`: what an obligation-year weighs in Temporal, beside the least that it could. */
quietRuntime();
const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-bench-'));
try {
  const stack = await startStack({
    dir,
    durable: false,
    timeSkipping: true,
    env: { ...process.env, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined },
    log: () => {},
    progress: (line) => void process.stderr.write(`${line}\n`),
  });
  try {
    const { databaseUrl: postgresUrl, temporalAddress, temporalNamespace: namespace } = stack;
    const { ours, bare, wakes } = await measureHistory({ postgresUrl, temporalAddress, namespace });
    const row = (name: string, own: number, floor: number) => ({
      [name]: { ours: own, bare: floor, ratio: Number((own / floor).toFixed(3)) },
    });
    const kinds = [...new Set([...Object.keys(ours.kinds), ...Object.keys(bare.kinds)])];
    console.log(`one obligation-year that nobody answers, ${wakes} wakes`);
    console.table({
      ...row('events', ours.events, bare.events),
      ...row('bytes', ours.bytes, bare.bytes),
      ...Object.assign({}, ...kinds.map((kind) => row(kind, ours.kinds[kind] ?? 0, bare.kinds[kind] ?? 0))),
    });
  } finally {
    await stack.stop();
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
