import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { releaseBatch } from '../../api/services/batch-release.ts';
import { allowSending, resumeSending, setSending, stopSending } from '../../api/services/sending.ts';
import '../provided.ts';
import { type Bench, openBench, PLAN, seedSonLa, YEAR_ROUND } from './fixture.ts';

const WHY = { by: 'Lò Thị Mẫu', reason: 'văn bản gửi nhầm' };
const PAGES = ['/', `/ke-hoach/${PLAN}`, `/ky-bao-cao/${YEAR_ROUND}`, `/viec/${YEAR_ROUND}/so-y-te`];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench(inject('postgresOwnerUrl'));
  await seedSonLa(bench);
});
afterAll(() => bench.stop());

const notes = async (): Promise<string[]> => {
  const found = [];
  for (const url of PAGES) {
    const { body, statusCode } = await bench.app().inject(url);
    expect(statusCode, url).toBe(200);
    found.push(/<section class="note bad" aria-label="Tình trạng gửi thư">[^]*?<\/section>/.exec(body)?.[0] ?? '');
  }
  return found.map((note) => note.replace(/\s+/g, ' '));
};

describe('every page of what runs', () => {
  it('says that nothing leaves on a new installation', async () => {
    for (const note of await notes()) expect(note).toContain('không thư nào rời hệ thống');
  });
  it('says who waits for a batch, and who stopped what and why', async () => {
    await setSending(bench.context, { mode: 'live', ...WHY });
    for (const note of await notes()) expect(note).toContain('cơ quan chưa được gửi');
    await releaseBatch(bench.context, PLAN, 'all', WHY.by);
    await stopSending(bench.context, { scope: 'organisation', subject: 'so-y-te' }, WHY);
    for (const note of await notes()) expect(note).toContain('Đã dừng gửi tới Sở Y tế từ');
    await stopSending(bench.context, { scope: 'plan', subject: PLAN }, WHY);
    for (const note of await notes()) expect(note).toContain('(Lò Thị Mẫu: văn bản gửi nhầm)');
  });
  it('says that only a pilot gets letters', async () => {
    await allowSending(bench.context, { addresses: ['@syt.example'], ...WHY });
    for (const note of await notes()) expect(note).toContain('chỉ 01 địa chỉ hoặc tên miền');
  });
  it('says nothing where everything leaves', async () => {
    await allowSending(bench.context, { addresses: null, ...WHY });
    await resumeSending(bench.context, { scope: 'plan', subject: PLAN }, WHY);
    await resumeSending(bench.context, { scope: 'organisation', subject: 'so-y-te' }, WHY);
    expect(await notes()).toEqual(['', '', '', '']);
  });
});
