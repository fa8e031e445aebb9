import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readInstallation } from './api/services/connection.ts';
import { type Running, startInstallation } from './dev/installation.ts';
import { withLock } from './dev/lock.ts';
import { rehearseForReading } from './dev/rehearsed-year.ts';
import { Refusal } from './domain/errors.ts';

const ROOT = path.dirname(fileURLToPath(import.meta.url));
/** Another folder than `.dondoc/` where two installations are to live in one checkout, as tests do. */
const STATE = path.resolve(process.env['DONDOC_STATE'] ?? path.join(ROOT, '.dondoc'));
/** `npm start -- --no-rehearsal` leaves out the minute that the rehearsed year takes on the first start. */
const REHEARSE = !process.argv.includes('--no-rehearsal');
/** The first reminders are written within seconds of the activation. */
const FIRST_MAIL_MS = 60_000;

const ONE_WISH_MS = 2000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const progress = (line: string): void => say(`  … ${line}`);

/** `npm start`: everything of a trial installation on this machine alone, until Ctrl-C. */
async function start(): Promise<void> {
  const stopped = stopRequested();
  say(`Đôn Đốc: chuẩn bị bản dùng thử trên máy này (dữ liệu ở ${path.basename(STATE)}/).`);
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, pino.destination(2));
  const rehearsalsDir = path.join(STATE, 'rehearsals');
  const running = await startInstallation({ stateDir: STATE, rehearsalsDir, log, progress });
  try {
    const end = Date.now() + FIRST_MAIL_MS;
    while (running.inbox.received().length === 0 && Date.now() < end) await sleep(200);
    const rehearsed = await Promise.race([rehearsedYear(rehearsalsDir), stopped]);
    if (rehearsed !== undefined) tell(running, rehearsed);
    await stopped;
    say('Đang dừng…');
  } finally {
    await running.stop();
  }
}

function rehearsedYear(rehearsalsDir: string): Promise<string> {
  if (REHEARSE) return rehearseForReading(rehearsalsDir, progress);
  return Promise.resolve('Chưa diễn tập năm nào: khởi động không kèm --no-rehearsal để có.');
}

function tell({ pages, inbox, zalo }: Running, rehearsed: string): void {
  say('');
  say('Đã sẵn sàng:');
  say(`  Các trang:            ${pages}`);
  say(`  Hộp thư dùng thử:     ${inbox.url} (${inbox.received().length} thư)`);
  say(`  Zalo dùng thử:        ${zalo.url}/ (${zalo.received().length} tin)`);
  say(`  Năm đã diễn tập:      ${new URL('dien-tap', pages).href}`);
  say(`  ${rehearsed}`);
  say('  Dòng lệnh:            npx dondoc --help');
  say('Chưa có đăng nhập: chỉ mở trên máy này. Bấm Ctrl-C để dừng; chạy lại “npm start” để đi tiếp.');
}

/**
 * Ctrl-C or SIGTERM. A terminal sends Ctrl-C to npm and to us, and npm passes its own on: what comes in the same moment
 * is one wish to stop. A later one is impatience, and ends at once.
 */
function stopRequested(): Promise<undefined> {
  return new Promise((resolve) => {
    let first = 0;
    const stop = (): void => {
      if (first !== 0 && Date.now() - first > ONE_WISH_MS) process.exit(130);
      first ||= Date.now();
      resolve(undefined);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

function whereItRuns(): string {
  try {
    return readInstallation({}, path.dirname(STATE)).pages.join(' và ');
  } catch {
    return 'một cửa sổ khác';
  }
}

mkdirSync(STATE, { recursive: true, mode: 0o711 });
withLock(path.join(STATE, 'start.lock'), 0, start).then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof Refusal && error.code === 'lock-busy') {
      say(`Đôn Đốc đang chạy rồi, ở ${whereItRuns()}.`);
      process.exit(0);
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
