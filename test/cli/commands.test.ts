import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { INSTALLATION_FILE, writeInstallation } from '../../api/services/connection.ts';
import {
  auditVerifyDocument,
  changedDocument,
  doctorDocument,
  errorDocument,
  planActivateDocument,
  reportDocument,
  reviewDocument,
  statusDocument,
  submitDocument,
} from '../../contracts/cli.ts';
import { instantAt } from '../../domain/time.ts';
import '../provided.ts';
import { type FreshDatabase, freshDatabase, makeDraft, openRound } from './fresh-database.ts';
import { commandsTo, documentOf, runDondoc } from './run-dondoc.ts';

const PLAN = 'son-la-2025';
const TENANT = 'ubnd-tinh-son-la';
const YEAR = `${PLAN}/nam/2025`;
const HEALTH = `${YEAR}/so-y-te`;
const DISTRICT = `${PLAN}/uy-ban-nhan-dan-cap-huyen-1/ubnd-huyen-bac-yen`;
const EVENT = 'hướng dẫn của Bộ Nội vụ về sơ kết Chiến lược';
const FILE = 'plans/son-la-2025.yaml';
const SCHEDULE = 'plans/schedules/son-la-2025.yaml';

let database: FreshDatabase;
let folder: string;
/** Business time of the commands to come. */
let now = instantAt('2025-05-09', '08:00');

beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-cli-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const environment = (): Record<string, string> => ({
  DATABASE_URL: database.url,
  CLOCK_SHIFT_MS: String(Date.now() - now),
  ID_PREFIX: 'thu-',
});

const { done, refused } = commandsTo(environment);

function submissionFile(name: string, fields: Record<string, unknown>): string {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ format: 'dondoc.submission/1', ...fields }));
  return file;
}

const statusOf = async (id: string, ...words: string[]) =>
  (await done(statusDocument, 'status', '--plan', PLAN, ...words)).obligations.find((one) => one.id === id);

const received = (receivedOn: string) => ({
  official: {
    number: '512/BC-SYT',
    date: receivedOn,
    signer: 'Quàng Văn Mẫu',
    channel: 'trục liên thông',
    receivedOn,
  },
});

describe('a plan from activation to its last report, by commands alone', () => {
  it('is not activated without a schedule, nor with an error in it', async () => {
    expect(await refused('plan', 'activate', FILE, '--by', 'Lò Thị Mẫu')).toMatchObject({ status: 2, code: 'usage' });
    const file = path.join(folder, 'khong-dau-moi.yaml');
    writeFileSync(file, readFileSync(FILE, 'utf8').replace('lead: so-noi-vu', "lead: ''"));
    const bodies = ['--organisations', 'plans/organisations/son-la-2025.yaml'];
    expect(await refused('plan', 'activate', file, '--schedule', SCHEDULE, ...bodies, '--by', 'Mẫu')).toMatchObject({
      status: 2,
      code: 'lead-missing',
      file,
    });
  });

  it('is not activated while its lead has left something open: the first of it, and how much more', async () => {
    const file = path.join(folder, 'chua-quyet.yaml');
    const decided = readFileSync(SCHEDULE, 'utf8');
    writeFileSync(
      file,
      decided.replace('len-tren: { asProposed: true }', 'len-tren: {}').replace(/ {2}by: .*/, "  by: ''"),
    );
    const refusal = await refused('plan', 'activate', FILE, '--schedule', file, '--by', 'Mẫu');
    expect(refusal).toMatchObject({ status: 2, code: 'lead-date', file });
    expect(refusal.message).toContain('“theo quy định”');
    expect(refusal.message).toContain('thứ Sáu 30/05/2025');
    expect(refusal.message).toContain('còn 01 điểm khác');
  });

  it('is activated once', async () => {
    const words = ['plan', 'activate', FILE, '--schedule', SCHEDULE, '--by', 'Lò Thị Mẫu'];
    const document = await done(planActivateDocument, ...words);
    expect(document).toMatchObject({ plan: PLAN, version: 1 });
    expect(document.obligations).toHaveLength(151);
    expect(await refused(...words)).toMatchObject({ status: 2, code: 'plan-active' });
  });

  it('tells every obligation, those of unopened rounds as planned and carried by nothing yet', async () => {
    const { obligations } = await done(statusDocument, 'status', '--plan', PLAN);
    expect(obligations).toHaveLength(151);
    expect(obligations.find(({ id }) => id === DISTRICT)).toMatchObject({
      workflow: `thu-o/${TENANT}/${DISTRICT}`,
      state: 'planned',
      named: '2025-06-03',
      ladder: 1,
    });
    expect(obligations.find(({ id }) => id === HEALTH)).toMatchObject({ workflow: null, state: 'planned', ladder: 0 });
  });

  it('records an event with its date; the same again changes nothing', async () => {
    now = instantAt('2025-05-20', '09:00');
    const words = ['event', PLAN, EVENT.normalize('NFD'), '--date', '2025-05-19', '--due', '2025-07-15', '--by', 'Mẫu'];
    const { obligations } = await done(changedDocument, ...words);
    expect(obligations).toMatchObject([
      { id: `${PLAN}/so-noi-vu-2/so-noi-vu`, named: '2025-07-15', opens: '2025-06-24' },
    ]);
    expect((await done(changedDocument, ...words)).obligations).toEqual([]);
    expect(await refused('event', PLAN, 'lũ', '--date', '2025-05-19', '--by', 'Mẫu')).toMatchObject({
      code: 'event-unknown',
    });
    expect(await refused('event', PLAN, EVENT, '--date', '2025-02-30', '--by', 'Mẫu')).toMatchObject({
      status: 2,
      message: expect.stringContaining('2025-02-30') as string,
    });
  });

  it('takes a draft, then the report; the same key again stores nothing', async () => {
    const draft = submissionFile('nhap', { draft: true });
    expect(await done(submitDocument, 'submit', DISTRICT, '--file', draft, '--by', 'Bắc Yên')).toMatchObject({
      submission: 'draft',
    });
    const file = submissionFile('huyen', { doneOn: '2025-05-20', product: '45/KH-UBND' });
    const words = ['submit', DISTRICT, '--file', file, '--by', 'Bắc Yên', '--key', 'k1'];
    expect(await done(submitDocument, ...words)).toEqual({ submission: 1, state: 'submitted' });
    expect(await done(submitDocument, ...words)).toEqual({ submission: 1, state: 'submitted' });
    expect(await statusOf(DISTRICT)).toMatchObject({
      state: 'submitted',
      received: '2025-05-20',
      timeliness: 'in-time',
    });
  });

  it('is returned with a date, handed in again and accepted', async () => {
    const by = ['--by', 'Cầm Thị Khánh'];
    expect(await refused('review', DISTRICT, ...by)).toMatchObject({ status: 2, code: 'usage' });
    expect(await refused('review', DISTRICT, '--accept', '--return', 'x', ...by)).toMatchObject({ code: 'usage' });
    expect(await refused('review', DISTRICT, '--return', 'thiếu số', ...by)).toMatchObject({ code: 'usage' });
    const words = ['review', DISTRICT, '--return', 'thiếu số', '--until', '2025-05-27', ...by];
    expect(await done(reviewDocument, ...words)).toEqual({ state: 'returned' });
    const file = submissionFile('huyen-2', { doneOn: '2025-05-20', product: '45/KH-UBND' });
    await done(submitDocument, 'submit', DISTRICT, '--file', file, '--by', 'Bắc Yên');
    expect(await done(reviewDocument, 'review', DISTRICT, '--accept', ...by)).toEqual({ state: 'accepted' });
    const settled = await refused('review', DISTRICT, '--accept', ...by);
    expect(settled).toMatchObject({ status: 2, code: 'obligation-settled' });
  });

  it('is extended with reason and basis; the deadline before stays the one of its day', async () => {
    const other = DISTRICT.replace('bac-yen', 'phu-yen');
    now = instantAt('2025-06-05', '09:00');
    const words = ['--until', '2025-06-20', '--reason', 'sáp nhập', '--basis', 'CV 12/SNV', '--by', 'Mẫu'];
    const { obligations } = await done(changedDocument, 'extend', other, ...words);
    expect(obligations).toMatchObject([{ id: other, named: '2025-06-20', lateAfter: '2025-06-21T00:00:00+07:00' }]);
    expect(await statusOf(other, '--overdue', '--on', '2025-06-03')).toBeUndefined();
    expect(await statusOf(other, '--overdue', '--on', '2025-06-04')).toMatchObject({ named: '2025-06-03', ladder: 1 });
    expect(await statusOf(other, '--overdue', '--on', '2025-06-05')).toBeUndefined();
    expect(await statusOf(other, '--overdue', '--on', '2025-06-21')).toMatchObject({ named: '2025-06-20', ladder: 2 });
  });

  it('judges a report by the day it was received, and a past day by what was known then', async () => {
    now = instantAt('2025-11-03', '08:00');
    await openRound(database.url, TENANT, PLAN, YEAR, now);
    now = instantAt('2025-11-27', '09:00');
    const late = submissionFile('y-te', received('2025-11-26'));
    await done(submitDocument, 'submit', HEALTH, '--file', late, '--by', 'Sở Y tế');
    const neutral = submissionFile('tu-phap', received('2025-11-25'));
    await done(submitDocument, 'submit', `${YEAR}/so-tu-phap`, '--file', neutral, '--by', 'Sở Tư pháp');
    const round = ['status', '--round', YEAR];
    const { obligations } = await done(statusDocument, ...round);
    expect(obligations.find(({ id }) => id === HEALTH)).toMatchObject({ timeliness: 'late', received: '2025-11-26' });
    expect(obligations.find(({ id }) => id === `${YEAR}/so-tu-phap`)).toMatchObject({ timeliness: 'named-day' });

    const overdueOn = async (day: string) =>
      (await done(statusDocument, ...round, '--overdue', '--on', day)).obligations.map(
        ({ organisation }) => organisation,
      );
    expect(await overdueOn('2025-11-25')).toEqual([]);
    const before = await overdueOn('2025-11-26');
    expect(before).not.toContain('so-y-te');
    expect(before).toContain('so-tai-chinh');
    // The Fatherland Front and the women's union are only asked to report.
    expect(before).not.toContain('uy-ban-mttq-viet-nam-tinh');
    const then = await done(statusDocument, ...round, '--on', '2025-11-20');
    expect(then.obligations.find(({ id }) => id === HEALTH)).toMatchObject({ state: 'open', received: null });
  });

  it('takes a returned duty back only with what was returned', async () => {
    const law = `${YEAR}/so-tu-phap`;
    const by = ['--by', 'Cầm Thị Khánh'];
    const words = ['--return', 'nêu số văn bản', '--until', '2025-12-03', '--items', 'so-tu-phap-2', ...by];
    await done(reviewDocument, 'review', law, ...words);
    const other = { lines: [{ item: 'so-tu-phap-1', text: 'Đã tổ chức 12 hội nghị.', nothing: false }] };
    const without = ['submit', law, '--file', submissionFile('tu-phap-2', other), '--by', 'Sở Tư pháp'];
    expect(await refused(...without)).toMatchObject({ status: 2, code: 'item-missing' });
    const told = { lines: [{ item: 'so-tu-phap-2', text: 'Đã thẩm định 31 văn bản.', nothing: false }] };
    const file = submissionFile('tu-phap-3', told);
    expect(await done(submitDocument, 'submit', law, '--file', file, '--by', 'Sở Tư pháp')).toMatchObject({
      state: 'submitted',
    });
  });

  it('is told the signed document after the figures: its day counts from then on', async () => {
    const finance = `${YEAR}/so-tai-chinh`;
    const figures = { lines: [{ item: 'so-tai-chinh-1', text: 'Đã lồng ghép 3 chỉ tiêu.', nothing: false }] };
    const by = ['--by', 'Sở Tài chính'];
    await done(submitDocument, 'submit', finance, '--file', submissionFile('tai-chinh', figures), ...by);
    expect(await statusOf(finance)).toMatchObject({ received: '2025-11-27', timeliness: 'late' });
    const paper = ['submit', finance, '--file', submissionFile('van-ban', received('2025-11-24')), ...by];
    expect(await done(submitDocument, ...paper)).toEqual({ submission: 2, state: 'submitted' });
    expect(await statusOf(finance)).toMatchObject({ received: '2025-11-24', timeliness: 'in-time' });
    expect(await refused(...paper)).toMatchObject({ status: 2, code: 'paper-known' });
  });

  it('writes the newest draft of a round into a folder', async () => {
    expect(await refused('report', YEAR, '--out', folder)).toMatchObject({ status: 1, code: 'report-not-made' });
    await makeDraft(database.url, TENANT, YEAR, instantAt('2025-11-28', '16:00'));
    const out = path.join(folder, 'bao-cao');
    const report = await done(reportDocument, 'report', YEAR, '--out', out);
    expect(report).toMatchObject({ version: 1, received: 3, expected: 98 });
    expect(report.missing).toHaveLength(95);
    expect(statSync(report.docx).size).toBeGreaterThan(5000);
    expect(statSync(report.xlsx).size).toBeGreaterThan(1000);
  });

  it('refuses what it does not know in one sentence', async () => {
    const file = submissionFile('la', {});
    expect(await refused('submit', `${YEAR}/so-la`, '--file', file, '--by', 'x')).toMatchObject({
      status: 2,
      code: 'obligation-unknown',
    });
    expect(await refused('status', '--plan', 'ke-hoach-la')).toMatchObject({ status: 2, code: 'plan-unknown' });
    expect(await refused('status', '--round', `${PLAN}/quy/2025`)).toMatchObject({ status: 2, code: 'round-unknown' });
    expect(await refused('status', '--tenant', 'tinh-la')).toMatchObject({ status: 2, code: 'tenant-unknown' });
  });

  it('reads for people as a table', async () => {
    const ran = await runDondoc(['status', '--round', YEAR], environment());
    expect(ran.stdout).toMatch(/so-y-te +đã gửi, chờ rà soát +24\/11\/2025 +25\/11\/2025 +26\/11\/2025 +sau hạn/);
  });
});

describe('audit and doctor', () => {
  it('counts the log and does not call it proved', async () => {
    const ran = await runDondoc(['audit', 'verify', '--json'], environment());
    const verdict = auditVerifyDocument.parse(documentOf(ran));
    expect(verdict).toMatchObject({ ok: false, brokenAt: null });
    expect(verdict.entries).toBeGreaterThan(5);
    expect(ran.status).toBe(1);
  });

  it('finds what is in order and what is not', async () => {
    const temporal = { TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: inject('temporalNamespace') };
    const env = { ...environment(), ...temporal, SMTP_URL: 'smtp://127.0.0.1:1' };
    const ran = await runDondoc(['doctor', '--json'], env);
    const { checks } = doctorDocument.parse(documentOf(ran));
    const verdicts = Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));
    expect(verdicts).toMatchObject({ node: true, 'working-days': true, postgresql: true, migrations: true });
    expect(verdicts).toMatchObject({ role: true, temporal: true, smtp: false, outbox: false, reconciler: false });
    expect(ran.status).toBe(1);
  });

  it('calls out an application that owns its tables', async () => {
    const ran = await runDondoc(['doctor', '--json'], { ...environment(), DATABASE_URL: database.ownerUrl });
    const { checks } = doctorDocument.parse(documentOf(ran));
    expect(checks.find(({ name }) => name === 'role')?.ok).toBe(false);
  });
});

describe('where the installation is found', () => {
  const status = (cwd: string, env: Record<string, string> = {}) => runDondoc(['status', '--json'], env, cwd);

  it('says in one sentence that nothing runs here', async () => {
    const ran = await status(folder);
    expect(ran.status).toBe(1);
    expect(errorDocument.parse(documentOf(ran)).error).toMatchObject({
      code: 'installation-missing',
      message: expect.stringContaining('npm start') as string,
    });
  });

  it('says which database does not answer, without its password', async () => {
    const ran = await status(folder, { DATABASE_URL: 'postgres://app:mat-khau@127.0.0.1:1/dondoc' });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('127.0.0.1:1/dondoc');
    expect(ran.stdout).not.toContain('mat-khau');
  });

  it('takes the file that npm start writes, which only its owner may read', async () => {
    const file = path.join(folder, INSTALLATION_FILE);
    writeInstallation(file, {
      databaseUrl: database.url,
      temporalAddress: null,
      temporalNamespace: 'dondoc',
      ...{ smtpUrl: null, imapUrl: null, imapFolder: 'INBOX', mailReturnPath: null },
      tenant: TENANT,
      idPrefix: '',
      taskQueue: 'dondoc',
      clockShift: 0,
      pages: [],
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const ran = await status(folder);
    expect(ran.status, ran.stdout).toBe(0);
    expect(statusDocument.parse(documentOf(ran)).obligations.length).toBeGreaterThan(100);
  });
});

describe('an event that is known before it happens', () => {
  it('dates what has to be done before it, on any day until then', async () => {
    now = instantAt('2021-04-14', '08:00');
    const election = 'bầu cử Hội đồng nhân dân các cấp';
    const schedule = path.join(folder, 'kon-tum.yaml');
    const decided = readFileSync('plans/schedules/kon-tum-2021.yaml', 'utf8');
    writeFileSync(schedule, decided.replace(/^events:\n(?: .*\n)+/m, 'events: {}\n'));
    const by = ['--by', 'Mẫu'];
    await done(planActivateDocument, 'plan', 'activate', 'plans/kon-tum-2021.yaml', '--schedule', schedule, ...by);
    const { obligations } = await done(
      changedDocument,
      'event',
      'kon-tum-2021',
      election,
      '--date',
      '2021-05-23',
      ...by,
    );
    // The day before is a Saturday: Friday is the last working day, and Monday the first on which it may be called late.
    expect(obligations).toMatchObject([{ targetDay: '2021-05-21', named: '2021-05-24' }]);
  });

  it('and what comes after guidance waits for a day that has come', async () => {
    const guidance = (await done(statusDocument, 'status', '--plan', 'kon-tum-2021')).obligations;
    expect(guidance.some(({ state }) => state === 'waiting')).toBe(true);
    const words = ['event', PLAN, 'hướng dẫn của Bộ Nội vụ về tổng kết Chương trình', '--date', '2026-12-01'];
    expect(await refused(...words, '--by', 'Mẫu')).toMatchObject({ status: 2, code: 'date-future' });
  });
});

describe('several trees of organisations in one database', () => {
  it('finds the one meant by the id, and asks where two fit', async () => {
    now = instantAt('2025-11-27', '09:00');
    const words = ['plan', 'activate', FILE, '--schedule', SCHEDULE, '--by', 'Mẫu', '--tenant', 'tinh-khac'];
    await done(planActivateDocument, ...words);
    const file = submissionFile('hai-he', received('2025-11-24'));
    const submit = ['submit', `${YEAR}/so-cong-thuong`, '--file', file, '--by', 'Sở Công Thương'];
    expect(await refused(...submit)).toMatchObject({ status: 2, code: 'tenant-ambiguous' });
    expect(await done(submitDocument, ...submit, '--tenant', TENANT)).toMatchObject({ state: 'submitted' });
    const { obligations } = await done(statusDocument, 'status', '--tenant', 'tinh-khac');
    expect(obligations.every(({ workflow }) => workflow?.includes('tinh-khac') ?? true)).toBe(true);
  });
});
