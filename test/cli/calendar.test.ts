import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { calendarChangeDocument, calendarShowDocument, statusDocument } from '../../contracts/cli.ts';
import { instantAt } from '../../domain/time.ts';
import '../provided.ts';
import { type FreshDatabase, freshDatabase, openRound } from './fresh-database.ts';
import { commandsTo } from './run-dondoc.ts';

const PLAN = 'son-la-2025';
const TENANT = 'ubnd-tinh-son-la';
const YEAR = `${PLAN}/nam/2025`;
const HEALTH = `${YEAR}/so-y-te`;
const BY = ['--basis', 'Quyết định 12/QĐ-TTg', '--by', 'Lò Thị Mẫu'];

let database: FreshDatabase;
let folder: string;
/** Business time of the commands to come. */
let now = instantAt('2025-05-09', '08:00');

beforeAll(async () => {
  expect(inject('postgresOwnerUrl')).toBeTruthy();
  database = await freshDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-calendar-'));
  const schedule = `plans/schedules/${PLAN}.yaml`;
  await run('plan', 'activate', `plans/${PLAN}.yaml`, '--schedule', schedule, '--by', 'Lò Thị Mẫu');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const environment = (): Record<string, string> => ({
  DATABASE_URL: database.url,
  CLOCK_SHIFT_MS: String(Date.now() - now),
});

const { run, done, refused } = commandsTo(environment);

function file(name: string, ...rows: string[]): string {
  const written = path.join(folder, `${name}.yaml`);
  writeFileSync(written, ['format: dondoc.calendar/1', 'days:', ...rows.map((row) => `  - { ${row} }`)].join('\n'));
  return written;
}

const dayOff = (date: string): string => `date: ${date}, kind: holiday, name: Ngày nghỉ đặt ra, source: QĐ 12`;

describe('calendar', () => {
  it('show tells the table that ships, with what each row rests on', async () => {
    const document = await done(calendarShowDocument, 'calendar', 'show', '--year', '2026');
    expect(document).toMatchObject({ version: 1, publishedBy: null, years: [{ year: 2026, workingDays: 249 }] });
    expect(document.days.at(-1)).toMatchObject({ date: '2026-11-24', status: 'pending' });
    const text = await run('calendar', 'show', '--year', '2026');
    expect(text).toContain('Bảng ngày làm việc bản 1, kèm theo phần mềm.');
    expect(text).toMatch(/thứ Ba 24\/11\/2026 +nghỉ lễ +chưa quyết định +Ngày Văn hóa Việt Nam/);
  });

  it('check tells what would move, in words that an official reads, and moves nothing', async () => {
    now = instantAt('2025-11-10', '08:00');
    await openRound(database.url, TENANT, PLAN, YEAR, instantAt('2025-11-03', '02:00'));
    const words = ['calendar', 'check', file('nghi-24-11', dayOff('2025-11-24'))];
    const document = await done(calendarChangeDocument, ...words);
    expect(document.days).toMatchObject([{ date: '2025-11-24', before: null, after: { status: 'official' } }]);
    const health = document.obligations.find(({ id }) => id === HEALTH);
    expect([health?.before.targetDay, health?.after.targetDay]).toEqual(['2025-11-24', '2025-11-21']);
    expect(health?.rungs.map(({ rung, from, to }) => [rung, from?.slice(0, 10), to?.slice(0, 10)])).toEqual([
      ['before-7', '2025-11-13', '2025-11-12'],
      ['before-2', '2025-11-20', '2025-11-19'],
      ['morning', '2025-11-24', '2025-11-21'],
    ]);
    const text = await run(...words);
    expect(text).toContain('Tệp sẽ thành bản 2 của bảng ngày làm việc; chưa có gì được công bố.');
    expect(text).toContain('Thứ Hai 24/11/2025: ngày thường → nghỉ lễ “Ngày nghỉ đặt ra” (chính thức, QĐ 12).');
    expect(text).toContain('Gửi chậm nhất thứ Hai 24/11/2025 → thứ Sáu 21/11/2025');
    expect(text).toContain('Thư nhắc trước 2 ngày làm việc: thứ Năm 20/11/2025 → thứ Tư 19/11/2025');
    const { obligations } = await done(statusDocument, 'status', '--round', YEAR);
    expect(obligations.find(({ id }) => id === HEALTH)?.targetDay).toBe('2025-11-24');
  });

  it('publish moves it, keeps what was, and is not taken twice', async () => {
    const words = [file('nghi-24-11', dayOff('2025-11-24')), ...BY];
    const document = await done(calendarChangeDocument, 'calendar', 'publish', ...words);
    expect(document.version).toBe(2);
    const dayOf = async (...on: string[]) =>
      (await done(statusDocument, 'status', '--round', YEAR, ...on)).obligations.find(({ id }) => id === HEALTH);
    expect((await dayOf())?.targetDay).toBe('2025-11-21');
    expect((await dayOf('--on', '2025-11-07'))?.targetDay).toBe('2025-11-24');
    expect(await refused('calendar', 'publish', ...words)).toMatchObject({ status: 2, code: 'calendar-unchanged' });
    const shown = await done(calendarShowDocument, 'calendar', 'show');
    expect(shown).toMatchObject({ version: 2, publishedBy: 'Lò Thị Mẫu', basis: 'Quyết định 12/QĐ-TTg' });
    expect(shown.publishedAt).toMatch(/^2025-11-10T08:0/);
    // A plan that is activated from here on takes the days of this version.
    const text = await run('calendar', 'show', '--year', '2025');
    expect(text).toContain('người công bố: Lò Thị Mẫu, căn cứ: Quyết định 12/QĐ-TTg.');
  });

  it('refuses what is no calendar, with file and line', async () => {
    const twice = file('hai-dong', dayOff('2025-12-01'), dayOff('2025-12-01'));
    expect(await refused('calendar', 'check', twice)).toMatchObject({
      ...{ status: 2, code: 'calendar-file-invalid', file: twice, line: 4 },
      message: `${twice}, dòng 4: Ngày thứ Hai 01/12/2025 có hai dòng: mỗi ngày chỉ khai một lần.`,
    });
    const stray = file('ngay-la', 'date: 2025-12-01, kind: ordinary, source: QĐ 13');
    expect(await refused('calendar', 'check', stray)).toMatchObject({
      status: 2,
      code: 'calendar-day-unknown',
      file: stray,
    });
    expect(await refused('calendar', 'publish', stray, '--by', 'Mẫu')).toMatchObject({ status: 2, code: 'usage' });
  });
});
