import readXlsxFile from 'read-excel-file/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { consolidation, documents, figure, line, SILENT_BODY, source } from '../test/documents/fixture.ts';
import { fileInZip } from '../test/documents/unzip.ts';
import { consolidatedXlsx } from './consolidated-xlsx.ts';

const HEALTH = source('so-y-te', 'Sở Y tế', 2, '2025-11-21');

async function sheetsOf(workbook: Buffer): Promise<Map<string, unknown[][]>> {
  const sheets = await readXlsxFile(workbook);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the workbook of the consolidated report', () => {
  it('has three sheets, each with a frozen row of titles', async () => {
    const workbook = await consolidatedXlsx(consolidation());
    expect([...(await sheetsOf(workbook)).keys()]).toEqual(['Chỉ tiêu', 'Nhiệm vụ', 'Tình hình gửi']);
    for (const id of [1, 2, 3]) {
      expect(fileInZip(workbook, `xl/worksheets/sheet${id}.xml`)).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    }
  });

  it('keeps numbers numbers and days days, on the day that was meant', async () => {
    const rows = (await sheetsOf(await consolidatedXlsx(consolidation()))).get('Chỉ tiêu') ?? [];
    const births = rows.find((row) => row[1] === '4.1') ?? [];
    expect(births.slice(5, 9)).toEqual([10432, 9210, 113.27, 'bé trai/100 bé gái']);
    expect(births[13]).toEqual(new Date('2025-11-21T00:00:00Z'));
  });

  it.each(['=1+1', '+84', '-5', '@SUM(A1)', '\t=1+1', '\r=1+1', ' =1+1'])('disarms the formula %j', async (text) => {
    const sheets = await sheetsOf(await consolidatedXlsx(consolidation({ duties: [dutyWith(text)] })));
    expect(sheets.get('Nhiệm vụ')?.[1]?.[5]).toBe(`'${text.trim()}`);
  });

  it('leaves a negative number and a harmless text as they are', async () => {
    const indicator = { ...consolidation().indicators[0]!, figures: [withValue(-2.5)] };
    const workbook = await consolidatedXlsx(consolidation({ indicators: [indicator], duties: [dutyWith('a = b')] }));
    const sheets = await sheetsOf(workbook);
    expect(sheets.get('Chỉ tiêu')?.[1]?.[7]).toBe(-2.5);
    expect(sheets.get('Nhiệm vụ')?.[1]?.[5]).toBe('a = b');
  });

  it('counts the silent, lists who has sent by day, and names no one else', async () => {
    const sheets = await sheetsOf(await consolidatedXlsx(consolidation()));
    const receipts = sheets.get('Tình hình gửi') ?? [];
    expect(receipts.map((row) => row[1])).toEqual(['Số lượng', '16 giờ 00, ngày 28/11/2025', 7, 5, 2, 1]);
    expect(receipts.slice(1).map((row) => row[2])).toEqual([
      'Sở Giáo dục và Đào tạo',
      'Sở Văn hóa, Thể thao và Du lịch',
      'Công an tỉnh',
      'Sở Y tế',
      'Hội Liên hiệp Phụ nữ tỉnh',
    ]);
    expect(JSON.stringify([...sheets])).not.toContain(SILENT_BODY);
  });

  it('says which part of its indicator a figure counts, and how many of those who owe one have given it', async () => {
    const [like] = consolidation().indicators;
    const part = { ...withValue(7), figure: figure('3.2', { value: 7, scope: 'khu vực nông thôn' }) };
    const indicator = { ...like!, expected: 3, reported: 1, figures: [part] };
    const [titles, row] =
      (await sheetsOf(await consolidatedXlsx(consolidation({ indicators: [indicator] })))).get('Chỉ tiêu') ?? [];
    expect([titles?.[3], row?.[3]]).toEqual(['Phạm vi', 'khu vực nông thôn']);
    expect(row?.[15]).toBe('Mới có số liệu của 1/3 cơ quan, đơn vị được giao.');
  });

  it('tells what was handed in apart from the report, whose versions count by themselves', async () => {
    const duty = { ...dutyWith('Xong.'), lines: [line('Xong.', { ...HEALTH, kind: 'own' as const })] };
    const sheets = await sheetsOf(await consolidatedXlsx(consolidation({ duties: [duty] })));
    expect(sheets.get('Nhiệm vụ')?.[1]?.slice(6, 8)).toEqual(['Sở Y tế', 'nộp riêng lần 2']);
  });

  it('lists documents in place of figures and duties where a round asks for those', async () => {
    const sheets = await sheetsOf(await consolidatedXlsx(documents()));
    expect([...sheets.keys()]).toEqual(['Văn bản', 'Tình hình gửi']);
    const rows = sheets.get('Văn bản') ?? [];
    expect(rows[1]).toEqual([
      ...['Sở Y tế', '31/KH-CQ', new Date('2025-11-17T00:00:00Z'), 'Người ký (tên đặt ra)'],
      ...['Kế hoạch công tác của ngành y tế', 2, new Date('2025-11-21T00:00:00Z')],
    ]);
    expect(rows).toHaveLength(6);
    expect(sheets.get('Tình hình gửi')?.map(([label]) => label)).toContain('Chưa nhận văn bản');
    expect(JSON.stringify([...sheets])).not.toContain(SILENT_BODY);
  });

  it('is the same file, byte for byte, whenever it is made', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-11-28T09:00:00Z') });
    const once = await consolidatedXlsx(consolidation());
    vi.setSystemTime(new Date('2026-02-03T04:05:06Z'));
    expect((await consolidatedXlsx(consolidation())).equals(once)).toBe(true);
  });
});

function dutyWith(text: string): ReturnType<typeof consolidation>['duties'][number] {
  return { ...consolidation().duties[0]!, lines: [line(text, HEALTH)] };
}

function withValue(value: number): ReturnType<typeof consolidation>['indicators'][number]['figures'][number] {
  return { figure: figure('3.2', { value }), source: HEALTH };
}
