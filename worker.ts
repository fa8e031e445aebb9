import { pino } from 'pino';
import { runWorker } from './activities/run-worker.ts';
import { readConfig, refuseOutsideMail, zaloSettings } from './config.ts';
import { Refusal } from './domain/errors.ts';

/** The production worker: its settings come from the environment, and from nowhere else. */
async function work(): Promise<void> {
  const settings = readConfig(process.env, [
    'databaseUrl',
    'temporalAddress',
    'smtpUrl',
    'mailFrom',
    'messageIdDomain',
  ]);
  refuseOutsideMail(settings);
  const log = pino({ level: settings.logLevel });
  const zalo = zaloSettings(settings);
  await runWorker({ settings: { ...settings, zalo }, log, bundleFolder: process.env['WORKFLOW_BUNDLE_DIR'] ?? null });
}

work().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof Refusal ? 2 : 1);
  },
);
