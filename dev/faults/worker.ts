import { pino } from 'pino';
import { runWorker } from '../../activities/run-worker.ts';
import { readConfig } from '../../config.ts';
import { failpointFrom } from './failpoint.ts';
import { jumpClock } from './clock.ts';

/**
 * The production worker with a fault in it: `FAILPOINT=message-taken:kill` ends it there, `CLOCK_JUMP_MS` puts the clock
 * of its machine forward or back.
 */
async function work(): Promise<void> {
  jumpClock(Number(process.env['CLOCK_JUMP_MS'] ?? 0));
  const settings = readConfig(process.env, [
    'databaseUrl',
    'temporalAddress',
    'smtpUrl',
    'mailFrom',
    'messageIdDomain',
  ]);
  await runWorker({
    settings: { ...settings, zalo: null },
    log: pino({ level: settings.logLevel }, pino.destination(2)),
    bundleFolder: process.env['WORKFLOW_BUNDLE_DIR'] ?? null,
    failpoint: failpointFrom(process.env['FAILPOINT']),
  });
}

work().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
