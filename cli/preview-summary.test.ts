import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Activation, activationOf } from '../domain/activation.ts';
import { namedBehaviour } from '../domain/behaviour.ts';
import { derive } from '../domain/derivation.ts';
import { previewYear } from '../domain/preview.ts';
import { derivedOf } from '../domain/preview-year.ts';
import type { Schedule } from '../domain/schedule.ts';
import { undecidedOf } from '../domain/undecided.ts';
import { findingsOf } from './commands/plan-check.ts';
import { readInputs, shippedCalendar } from './plan-inputs.ts';
import { previewSummary } from './preview-summary.ts';

const PLANS = path.resolve(import.meta.dirname, '../plans');

/** The page of one plan and year, with some of its schedule changed. */
function page(stem: string, year: number, changes: Partial<Schedule> = {}): string[] {
  const read = readInputs(path.join(PLANS, `${stem}.yaml`), {}, () => undefined);
  const inputs = { ...read, schedule: read.schedule && { ...read.schedule, ...changes } };
  const activation: Activation = activationOf({ ...inputs, calendar: shippedCalendar() });
  const through = derive(activation, year);
  const preview = previewYear(activation, through, namedBehaviour('silent', through, activation), year);
  return previewSummary({
    ...{ activation, derived: derivedOf(year, through, preview.entries), preview, year, behaviour: 'silent' },
    ...{ findings: findingsOf(inputs), undecided: undecidedOf(activation) },
  });
}

/** A wrapped page as running words. */
const words = (lines: string[]): string => lines.join(' ').replace(/\s+/g, ' ');

const YEARS: [string, number, number][] = [
  ['ca-mau-2017', 2017, 100],
  ['ca-mau-2017', 2018, 100],
  ['ha-noi-2018', 2018, 110],
  ['kon-tum-2021', 2021, 135],
  ['ngoc-hoi-2023', 2023, 100],
  ['son-la-2025', 2025, 110],
];

describe.each(YEARS)('the preview of %s for %i', (stem, year, most) => {
  const lines = page(stem, year);

  it('is about two pages of a hundred characters', () => {
    expect(lines.length).toBeLessThanOrEqual(most);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  it('tells no day without its weekday, but where a text or a rule is quoted', () => {
    const told = words(lines)
      .replace(/“[^”]*”|\([^)]*\)/g, '')
      .split('I. TỔNG SỐ')[1];
    const bare = [...(told?.split('Đã phê duyệt')[0] ?? '').matchAll(/(\S+ \S+) (\d\d\/\d\d\/\d{4})/g)].filter(
      ([, before]) => !/^(thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật)$/.test(before ?? ''),
    );
    expect(bare.map(([whole]) => whole)).toEqual([]);
  });
});

describe('Sơn La 2025', () => {
  const text = words(page('son-la-2025', 2025));

  it('gives each round its days, whose they are, and why', () => {
    expect(text).toContain(
      'Mở thứ Hai 03/11/2025, gửi chậm nhất thứ Hai 24/11/2025 (ngày mốc thứ Ba 25/11/2025): Kế hoạch nêu “trước ngày 25/11 đối với báo cáo năm”.',
    );
    expect(text).toContain('Số liệu tính đến thứ Sáu 31/10/2025, là số ước thực hiện: cơ quan đầu mối quyết định.');
    expect(text).toContain('16 giờ 00 thứ Sáu 28/11/2025; đóng kỳ thứ Hai 12/01/2026.');
    expect(text).toContain(
      'chậm nhất thứ Sáu 05/12/2025: đề xuất, 05 ngày làm việc sau ngày tổng hợp (28/11/2025); nhắc thứ Tư 26/11/2025, thứ Tư 03/12/2025, thứ Sáu 05/12/2025 và hàng tuần từ thứ Sáu 12/12/2025 đến khi phát hành.',
    );
  });

  it('counts the letters of each day', () => {
    expect(text).toContain('thứ Hai 03/11/2025: 98 thư mở đầu: báo cáo năm 2025 → 98 đơn vị');
    expect(text).not.toContain('thứ Ba 25/11/2025: ');
  });

  it('tells what waits, and how often the lead is asked', () => {
    expect(text).toContain(
      'Hỏi Sở Nội vụ thứ Sáu 09/05/2025, thứ Ba 01/07/2025 và thứ Tư 01/10/2025, rồi đầu mỗi quý đến khi ghi nhận: 3. “hướng dẫn của Bộ Nội vụ về sơ kết Chiến lược”',
    );
  });

  it('has the warnings at its head, and who approved at its foot', () => {
    expect(text.indexOf('“111/KH-UBND”, chưa được đính kèm')).toBeLessThan(text.indexOf('I. TỔNG SỐ'));
    expect(text).toContain('Đã phê duyệt: Trần Thị Hồng Mẫu, Phó Giám đốc Sở Nội vụ.');
    expect(text).not.toContain('CHƯA KÍCH HOẠT ĐƯỢC');
  });

  it('that is not decided says so first, and leaves room to sign', () => {
    const open = words(page('son-la-2025', 2025, { approval: null, rounds: {} }));
    expect(open).toContain('CHƯA KÍCH HOẠT ĐƯỢC, CÒN PHẢI SỬA HOẶC QUYẾT ĐỊNH: 02 điểm');
    expect(open.indexOf('“rounds.len-tren”')).toBeLessThan(open.indexOf('I. TỔNG SỐ'));
    expect(open).toContain('Họ tên, chức vụ: ...');
  });
});

describe('Cà Mau 2017, whose rounds come back every year', () => {
  it('dates districts and departments apart, farther from the lead’s own day', () => {
    const text = words(page('ca-mau-2017', 2017));
    expect(text).toContain(
      'Cấp huyện (09): mở thứ Tư 25/10/2017, gửi chậm nhất thứ Tư 15/11/2017: đề xuất, 10 ngày làm việc trước ngày cuối của cơ quan đầu mối (29/11/2017).',
    );
    expect(text).toContain('Các cơ quan khác (32): mở thứ Hai 30/10/2017, gửi chậm nhất thứ Hai 20/11/2017');
  });

  it('tells of 2018 what is of 2018, and of the year before what is still asked for', () => {
    const text = words(page('ca-mau-2017', 2018));
    expect(text).toContain('43 việc phải nộp của 41 cơ quan, đơn vị: 41 báo cáo của đơn vị, 02 báo cáo');
    expect(text).toContain('1. Báo cáo định kỳ năm 2017 (mở thứ Tư 25/10/2017) - Sở LĐ-TB&XH gửi');
    expect(text).toContain('nhắc hàng tuần từ thứ Tư 03/01/2018 đến khi phát hành.');
    expect(text).toContain('gửi chậm nhất thứ Ba 20/11/2018');
    expect(text).not.toContain('xây dựng kế hoạch triển khai thực hiện');
  });
});

describe('Kon Tum 2021, which names no round', () => {
  it('says that both are proposed, by whose rule, and counts figures to the lawful day', () => {
    const text = words(page('kon-tum-2021', 2021));
    expect(text).toContain('Báo cáo năm 2021 (kỳ đề xuất, Kế hoạch không nêu): 03 đơn vị');
    expect(text).toContain('Số liệu tính đến thứ Ba 14/12/2021: theo Điều 12 Nghị định 09/2019/NĐ-CP.');
    expect(text).toContain('chậm nhất thứ Sáu 24/12/2021: đề xuất, theo Điều 13 Nghị định 09/2019/NĐ-CP');
  });
});

it('messages by Zalo are told in one sentence, beside the letters; nothing else of the page is another', () => {
  const plain = page('ngoc-hoi-2023', 2023);
  const { policy } = readInputs(path.join(PLANS, 'ngoc-hoi-2023.yaml'), {}, () => undefined).schedule ?? {};
  const lines = page('ngoc-hoi-2023', 2023, { policy: { ...policy, zalo: true } });
  const added = lines.filter((line) => !plain.includes(line));
  expect(added).toEqual(['  - Ngoài thư, 08 tin Zalo nhắc gửi cho 03 đầu mối đã đồng ý nhận.']);
  expect(lines.filter((line) => !added.includes(line))).toEqual(plain);
});
