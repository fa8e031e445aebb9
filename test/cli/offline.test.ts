import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorDocument, planCheckDocument, planPreviewDocument } from '../../contracts/cli.ts';
import { scheduleFile } from '../../contracts/schedule.ts';
import { CHECKOUT, documentOf, runDondoc } from './run-dondoc.ts';

const SON_LA = 'plans/son-la-2025.yaml';
const HEALTH = 'son-la-2025/nam/2025/so-y-te';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function preview(...words: string[]) {
  const ran = await runDondoc(['plan', 'preview', SON_LA, '--year', '2025', '--json', ...words]);
  expect(ran.status, ran.stderr).toBe(0);
  return { ran, document: planPreviewDocument.parse(documentOf(ran)) };
}

async function refused(words: string[], env: Record<string, string> = {}) {
  const spoken = await runDondoc(words, env);
  const ran = await runDondoc([...words, '--json'], env);
  const { error } = errorDocument.parse(documentOf(ran));
  expect(spoken.stdout).toBe('');
  expect(spoken.stderr).toContain(error.message);
  expect(`${ran.stderr}${spoken.stderr}`).not.toMatch(/^\s+at /m);
  expect(spoken.status).toBe(ran.status);
  return { status: ran.status, ...error };
}

describe('plan check', () => {
  it('prints findings and succeeds where none is an error', async () => {
    const ran = await runDondoc(['plan', 'check', SON_LA, '--json']);
    expect(ran.status).toBe(0);
    const { findings } = planCheckDocument.parse(documentOf(ran));
    expect(findings.map(({ code }) => code)).toContain('deadline-undetermined');
  });

  it('fails the work, and still prints the document, where a finding is an error', async () => {
    const file = path.join(folder, 'sai.yaml');
    writeFileSync(file, readFileSync(path.join(CHECKOUT, SON_LA), 'utf8').replace('lead: so-noi-vu', "lead: ''"));
    const ran = await runDondoc(['plan', 'check', file, '--json']);
    const { findings } = planCheckDocument.parse(documentOf(ran));
    expect(findings.map(({ severity }) => severity)).toContain('error');
    expect(ran.status).toBe(1);
  });

  it('says each finding with its line for people', async () => {
    const ran = await runDondoc(['plan', 'check', SON_LA]);
    expect(ran.stdout).toContain('123/KH-UBND');
    expect(ran.stdout).toMatch(/Dòng 100: “trước ngày 20\/5/);
  });
});

describe('plan preview', () => {
  it('reminds Sở Y tế of the year report on the days worked out by hand', async () => {
    const { document } = await preview();
    const days = document.messages
      .filter(({ obligation }) => obligation === HEALTH)
      .map(({ rung, at }) => `${rung} ${at.slice(0, 10)}`);
    expect(days.sort()).toEqual([
      'before-2 2025-11-20',
      'before-7 2025-11-13',
      'late-1 2025-11-26',
      'late-head 2025-11-27',
      'late-list 2025-11-26',
      'opening 2025-11-03',
    ]);
    expect(document.messages.filter(({ at }) => at.startsWith('2025-11-25'))).toEqual([]);
  });

  it('prints the dates of the obligation, and the consolidation of its round', async () => {
    const { document } = await preview();
    expect(document.obligations.find(({ id }) => id === HEALTH)).toMatchObject({
      kind: 'report',
      opens: '2025-11-03',
      targetDay: '2025-11-24',
      named: '2025-11-25',
      lateAfter: '2025-11-26T00:00:00+07:00',
    });
    const round = document.rounds.find(({ id }) => id === 'son-la-2025/nam/2025');
    expect(round).toEqual({
      id: 'son-la-2025/nam/2025',
      opens: '2025-11-03',
      consolidation: '2025-11-28T16:00:00+07:00',
    });
  });

  it('leaves the dates of what waits for an event empty, and asks the lead only', async () => {
    const { document } = await preview();
    const waiting = document.obligations.filter(({ targetDay }) => targetDay === null);
    expect(waiting.length).toBeGreaterThan(0);
    for (const one of waiting) expect(one).toMatchObject({ opens: null, named: null, lateAfter: null });
    const ids = new Set(waiting.map(({ id }) => id));
    const rungs = new Set(document.messages.filter(({ obligation }) => ids.has(obligation)).map(({ rung }) => rung));
    expect([...rungs]).toEqual(['event-question']);
  });

  it('accounts for every message in exactly one envelope', async () => {
    const { document } = await preview('--behaviour', 'mixture');
    const keys = document.messages.map((one) => [one.obligation, one.ladder, one.rung, one.occurrence ?? 0].join('#'));
    expect(document.envelopes.flatMap(({ entries }) => entries).sort()).toEqual(keys.sort());
    expect(keys.length).toBeGreaterThan(0);
  });

  it('tells on stderr which files it took unasked', async () => {
    const { ran } = await preview();
    expect(ran.stderr).toContain('plans/organisations/son-la-2025.yaml');
    expect(ran.stderr).toContain('plans/schedules/son-la-2025.yaml');
  });

  it('makes up bodies and dates where nothing stands beside the plan, and says so', async () => {
    const file = path.join(folder, 'mot-minh.yaml');
    cpSync(path.join(CHECKOUT, SON_LA), file);
    const ran = await runDondoc(['plan', 'preview', file, '--year', '2025', '--json']);
    const document = planPreviewDocument.parse(documentOf(ran));
    expect(document.obligations[0]?.id).toMatch(/^mot-minh\//);
    expect(document.messages.every(({ recipient }) => recipient.endsWith('.example'))).toBe(true);
    expect(ran.stderr).toContain('Không có tệp cơ quan');
    expect(ran.stderr).toContain('coi như kích hoạt thứ Sáu 09/05/2025');
  });

  it('takes a behaviour from a file', async () => {
    const file = path.join(folder, 'kich-ban.yaml');
    writeFileSync(file, 'parties:\n  so-y-te: in-time\n');
    const { document } = await preview('--behaviour', file);
    const rungs = document.messages.filter(({ obligation }) => obligation === HEALTH).map(({ rung }) => rung);
    expect(rungs).not.toContain('late-1');
    expect(rungs).toContain('review-3');
  });

  it('gives people a summary with days and totals', async () => {
    const ran = await runDondoc(['plan', 'preview', SON_LA, '--year', '2025']);
    expect(ran.stdout).toContain('thứ Hai 03/11/2025: 98 thư');
    expect(ran.stdout).toContain('582 thư mang 875 nội dung');
    // Two printed pages for the head who has to say yes.
    expect(ran.stdout.split('\n').length).toBeLessThan(110);
    expect(ran.stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });
});

describe('plan preview of a later year', () => {
  it('lists what is of that year, and counts it', async () => {
    const words = ['plan', 'preview', 'plans/ca-mau-2017.yaml', '--year', '2018', '--json'];
    const document = planPreviewDocument.parse(documentOf(await runDondoc(words)));
    expect(document.rounds.map(({ id }) => id)).toEqual(['ca-mau-2017/dinh-ky/2017', 'ca-mau-2017/dinh-ky/2018']);
    const reports = document.obligations.filter(({ kind }) => kind === 'report');
    expect(new Set(reports.map(({ round }) => round))).toEqual(new Set(['ca-mau-2017/dinh-ky/2018']));
    expect(reports).toHaveLength(41);
    expect(document.messages.every(({ at }) => at.startsWith('2018-'))).toBe(true);
  });
});

describe('plan propose', () => {
  it('writes a schedule that previews as no schedule does, and waits for a person to approve it', async () => {
    const plan = path.join(folder, 'de-xuat.yaml');
    cpSync(path.join(CHECKOUT, SON_LA), plan);
    const bodies = ['--organisations', 'plans/organisations/son-la-2025.yaml'];
    const proposed = await runDondoc(['plan', 'propose', plan, ...bodies]);
    expect(proposed.status, proposed.stderr).toBe(0);
    const schedule = path.join(folder, 'quyet-dinh.yaml');
    writeFileSync(schedule, proposed.stdout);
    const show = ['plan', 'preview', plan, ...bodies, '--year', '2025', '--json'];
    const without = await runDondoc(show);
    expect((await runDondoc([...show, '--schedule', schedule])).stdout).toBe(without.stdout);
    const page = await runDondoc(['plan', 'preview', plan, ...bodies, '--year', '2025', '--schedule', schedule]);
    expect(page.stdout).toContain('CHƯA KÍCH HOẠT ĐƯỢC, CÒN PHẢI SỬA HOẶC QUYẾT ĐỊNH: 02 điểm');
  });

  it('prints the same as one JSON document', async () => {
    const document = scheduleFile.parse(documentOf(await runDondoc(['plan', 'propose', SON_LA, '--json'])));
    expect(document.activatedOn).toBe('2025-05-09');
    expect(document.rounds).toEqual({ 'len-tren': { asProposed: true } });
  });
});

describe('bad input', () => {
  it('names a round of the schedule that the plan does not have, with its line', async () => {
    const file = path.join(folder, 'ky-la.yaml');
    writeFileSync(file, 'format: dondoc.schedule/1\nactivatedOn: 2025-05-09\nrounds:\n  quy:\n    omitted: true\n');
    const error = await refused(['plan', 'preview', SON_LA, '--year', '2025', '--schedule', file]);
    expect(error).toMatchObject({ status: 2, file, line: 4 });
    expect(error.message).toContain('“quy” không có trong Kế hoạch, chỉ có “6-thang”, “nam” và “len-tren”');
  });

  it('names a missing file', async () => {
    const error = await refused(['plan', 'check', 'plans/khong-co.yaml']);
    expect(error).toMatchObject({ status: 2, file: 'plans/khong-co.yaml' });
  });

  it('names file and line of broken YAML', async () => {
    const file = path.join(folder, 'hong.yaml');
    writeFileSync(file, 'format: dondoc.plan/1\ndocument:\n  number: "1\n');
    expect(await refused(['plan', 'check', file])).toMatchObject({
      status: 2,
      file,
      line: expect.any(Number) as number,
    });
  });

  it('names the line of a date that does not exist', async () => {
    const file = path.join(folder, 'ngay-sai.yaml');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      file,
      readFileSync(path.join(CHECKOUT, SON_LA), 'utf8').replace('date: 2025-05-06', 'date: 2025-02-30'),
    );
    const error = await refused(['plan', 'check', file]);
    expect(error).toMatchObject({ status: 2, line: 8 });
    expect(error.message).toContain('2025-02-30');
  });

  it.each([
    ['a year that is none', ['plan', 'preview', SON_LA, '--year', '2O25'], '2O25'],
    ['a year without working days', ['plan', 'preview', SON_LA, '--year', '2050'], '2050'],
    ['a behaviour nobody knows', ['plan', 'preview', SON_LA, '--year', '2025', '--behaviour', 'ngoan'], 'ngoan'],
    ['an unknown option', ['plan', 'preview', SON_LA, '--year', '2025', '--nam', '1'], '--nam'],
    ['an unknown command', ['plan', 'xem'], 'xem'],
    ['a missing option', ['plan', 'preview', SON_LA], '--year'],
    ['a missing file name', ['plan', 'check'], 'tệp'],
    ['no command', [], 'lệnh'],
  ])('refuses %s in one sentence', async (_what, words, quoted) => {
    const error = await refused(words);
    expect(error.status).toBe(2);
    expect(error.message).toContain(quoted);
  });

  it('takes decomposed Vietnamese as what it means', async () => {
    const error = await refused(['plan', 'xếp'.normalize('NFD')]);
    expect(error.message).toContain('xếp'.normalize('NFC'));
  });
});

describe('help', () => {
  it('is Vietnamese, goes to stdout and succeeds', async () => {
    const ran = await runDondoc(['plan', 'preview', '--help']);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('Cách dùng: dondoc plan preview');
  });
});
