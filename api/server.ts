import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { Refusal } from '../domain/errors.ts';
import { buildApp } from './app.ts';
import { shiftedClock } from './services/context.ts';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Brings the pages up and takes them down again with the process, or with the parent that forked it. */
async function serve(): Promise<void> {
  const config = readConfig(process.env, ['databaseUrl']);
  const { zaloAppId, zaloOaSecret } = config;
  const log = pino({ level: config.logLevel });
  const database = openDatabase(config.databaseUrl, config.databasePool);
  const app = buildApp({
    database,
    now: shiftedClock(config.clockShift),
    clockShift: config.clockShift,
    inboxUrl: config.inboxUrl,
    rehearsalsDir: config.rehearsalsDir,
    plansDir: fileURLToPath(new URL('../plans', import.meta.url)),
    idPrefix: config.idPrefix,
    zalo: zaloAppId !== null && zaloOaSecret !== null ? { appId: zaloAppId, oaSecret: zaloOaSecret } : null,
    loopbackOnly: LOOPBACK.includes(config.host),
    log,
  });
  let stopping: Promise<void> | null = null;
  const stop = (why: string): void => {
    log.info(`stopping: ${why}`);
    // Twice Ctrl-C is one stop: requests under way are answered, then the pool is closed.
    stopping ??= app.close().then(() => database.close());
    stopping.then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // The parent is gone, killed perhaps: nobody would stop us later.
  process.on('disconnect', () => stop('the parent left'));
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    process.send?.({ kind: 'listening', url });
  } catch (error) {
    await database.close();
    throw error;
  }
}

serve().catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${sentence}\n`);
  process.exit(error instanceof Refusal ? 2 : 1);
});
