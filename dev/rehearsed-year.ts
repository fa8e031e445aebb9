import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from './whole-file.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PLAN = 'son-la-2025';
const YEAR = '2025';
/** Late, returned and silent bodies among those in time: the year that shows most. */
const BEHAVIOUR = 'mixture';

/**
 * The rehearsed year that a first-time reader finds: run once by the command anybody can run, and kept until the plan's
 * files change. Returns the sentence that says what came of it.
 */
export async function rehearseForReading(rehearsalsDir: string, progress: (line: string) => void): Promise<string> {
  mkdirSync(rehearsalsDir, { recursive: true });
  const file = path.join(rehearsalsDir, `${PLAN}.json`);
  const mark = path.join(rehearsalsDir, `${PLAN}.sha256`);
  const digest = digestOf();
  if (!existsSync(file) || !existsSync(mark) || readFileSync(mark, 'utf8') !== digest) {
    progress(`diễn tập cả năm ${YEAR} của Kế hoạch Sơn La, khoảng một phút`);
    const printed = await run(path.join(rehearsalsDir, PLAN), progress);
    if (printed === null)
      return 'Chưa diễn tập được trên máy này; xem trước bằng: npx dondoc plan preview plans/son-la-2025.yaml --year 2025';
    writeWhole(file, printed);
    writeWhole(mark, digest);
  }
  const { equalToPreview, messages } = JSON.parse(readFileSync(file, 'utf8')) as {
    equalToPreview: boolean;
    messages: unknown[];
  };
  const found = equalToPreview ? 'khớp' : 'KHÔNG khớp';
  return `Năm ${YEAR} của Sơn La đã diễn tập: ${messages.length} thông báo, ${found} với bản xem trước.`;
}

function digestOf(): string {
  const hash = createHash('sha256').update(BEHAVIOUR);
  for (const folder of ['', 'organisations', 'schedules']) {
    hash.update(readFileSync(path.join(ROOT, 'plans', folder, `${PLAN}.yaml`)));
  }
  return hash.digest('hex');
}

/** The command's own document, or null where it could not run: a server that can't skip time, for one. */
function run(out: string, progress: (line: string) => void): Promise<string | null> {
  const words = ['rehearse', `plans/${PLAN}.yaml`, '--year', YEAR, '--behaviour', BEHAVIOUR, '--out', out, '--json'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'cli/dondoc.js'), ...words], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const leave = (): void => void child.kill('SIGTERM');
    process.once('exit', leave);
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => chunk.trim().split('\n').forEach(progress));
    child.once('error', reject);
    child.once('exit', () => {
      process.off('exit', leave);
      resolve(printed.includes('"equalToPreview"') ? printed : null);
    });
  });
}
