import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import type { Database } from '../../db/database.ts';
import { PLAN, SILENT_LOG } from './fixture.ts';
import { rehearsalFolder, rehearsedSonLa } from './rehearsal-fixture.ts';

const document = rehearsedSonLa();
const folder = rehearsalFolder(document);
const untouched = new Proxy({} as Database, {
  get: () => {
    throw new Error('a rehearsal is read from its document alone');
  },
});

const app = buildApp({
  database: untouched,
  now: () => 0,
  clockShift: 0,
  inboxUrl: null,
  rehearsalsDir: folder.dir,
  plansDir: 'plans',
  log: SILENT_LOG,
});

beforeAll(() => {
  writeFileSync(path.join(folder.dir, 'hong.json'), '{"messages": 1}');
  writeFileSync(
    path.join(folder.dir, 'khac.json'),
    JSON.stringify({ ...document, equalToPreview: false, difference: [{ only: 'preview' }] }),
  );
});

afterAll(() => folder.remove());

const page = async (url: string): Promise<string> => (await app.inject(url)).body.replace(/\s+/g, ' ');

describe('the list', () => {
  it('names each rehearsed plan as its paper does, and the one that can’t be read', async () => {
    const body = await page('/dien-tap');
    expect(body).toContain('Kế hoạch số 123/KH-UBND');
    expect(body).toContain('Khớp hoàn toàn với bản xem trước');
    expect(body).toContain('Kết quả diễn tập không đọc được');
  });
  it('teaches where there is no folder', async () => {
    const empty = buildApp({
      database: untouched,
      now: () => 0,
      clockShift: 0,
      inboxUrl: null,
      rehearsalsDir: null,
      log: SILENT_LOG,
    });
    expect((await empty.inject('/dien-tap')).body).toContain('npx dondoc rehearse');
  });
});

describe('a rehearsed year', () => {
  it('says first that it came to the same as the preview', async () => {
    const body = await page(`/dien-tap/${PLAN}`);
    expect(body).toContain('<strong>Khớp hoàn toàn với bản xem trước.</strong>');
    expect(body).toContain('312, do máy chủ Temporal đếm');
    expect(body).toContain('id="thang-2025-11"');
    expect(body).toContain('Thứ Hai 03/11/2025');
    expect(body).toContain('Sở Y tế (đầu mối)');
  });
  it('says first that it did not, and where', async () => {
    const body = await page('/dien-tap/khac');
    expect(body).toContain('Chưa khớp với bản xem trước:');
    expect(body).toContain('{&quot;only&quot;:&quot;preview&quot;}');
  });
  it('narrows to one organisation', async () => {
    const body = await page(`/dien-tap/${PLAN}?co-quan=so-y-te`);
    expect(body).toContain(', Sở Y tế (đầu mối)');
    expect(body).not.toContain(', Sở Tài chính (');
    expect(await page(`/dien-tap/${PLAN}?co-quan=%3Cb%3E`)).toContain('Không có thư nào');
  });
  it('gives out drafts that lie in its folder, and nothing else of the disk', async () => {
    const year = document.consolidated.findIndex(({ round }) => round.includes('/nam/'));
    const answer = await app.inject(`/tai-dien-tap/${PLAN}/${year}.docx`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('PK draft');
    expect((await app.inject(`/tai-dien-tap/${PLAN}/${year}.xlsx`)).statusCode).toBe(404);
    expect((await app.inject(`/tai-dien-tap/..%2f${PLAN}/0.docx`)).statusCode).toBe(404);
    expect((await app.inject(`/tai-dien-tap/${PLAN}/999.docx`)).statusCode).toBe(404);
  });
});
