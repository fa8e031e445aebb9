import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import '../provided.ts';
import { type Bench, openBench, PLAN, seedSonLa, YEAR_ROUND } from './fixture.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench(inject('postgresOwnerUrl'));
});

afterAll(() => bench.stop());

async function page(url: string): Promise<string> {
  const answer = await bench.app().inject(url);
  expect(answer.statusCode, url).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  return answer.body.replace(/\s+/g, ' ');
}

describe('with nothing activated', () => {
  it('the overview teaches what will stand there', async () => {
    const body = await page('/');
    expect(body).toContain('<html lang="vi">');
    expect(body).toContain('Chưa có kế hoạch nào đang chạy');
    expect(body).toContain('Một kế hoạch đi qua hệ thống thế nào');
  });
});

describe('with Sơn La 2025 on the Monday after its consolidation day', () => {
  beforeAll(() => seedSonLa(bench));

  it('the overview counts what came in, and says what comes next', async () => {
    const body = await page('/');
    expect(body).toContain('Kế hoạch số 123/KH-UBND ngày 06/05/2025');
    expect(body).toMatch(/<strong>6\/\d+ đã nhận<\/strong>/);
    expect(body).toContain('nhưng chưa mở được');
    expect(body).not.toContain('Đồng hồ trình diễn');
  });
  it('every page says so where the clock is a demonstration’s', async () => {
    const answer = await bench.app({ clockShift: 1000 }).inject('/dien-tap');
    expect(answer.body).toContain('Đồng hồ trình diễn');
    expect(answer.body).toContain('09 giờ 00 thứ Hai 01/12/2025');
  });
  it('a plan shows its rounds, its own obligations and what waits for an event', async () => {
    const body = await page(`/ke-hoach/${PLAN}`);
    expect(body).toContain(`href="/ky-bao-cao/${YEAR_ROUND}"`);
    expect(body).toContain('Việc còn chờ một sự kiện');
    expect(body).toContain('Chờ: yêu cầu báo cáo tổng kết Đề án giai đoạn 2018 - 2025');
  });
  it('a round shows each body with its days, its timeliness and its messages', async () => {
    const body = await page(`/ky-bao-cao/${YEAR_ROUND}`);
    const rowOf = (name: string): string => body.split('<tr>').find((row) => row.includes(`>${name}</a>`)) ?? '';
    expect(rowOf('Sở Tài chính')).toContain('đã chấp nhận');
    expect(rowOf('Sở Tài chính')).toContain('đúng hạn');
    expect(rowOf('Chi cục Thống kê tỉnh Sơn La') || rowOf('Chi cục Thống kê tỉnh')).toContain('trong ngày mốc');
    expect(rowOf('Sở Khoa học và Công nghệ')).toContain('sau hạn');
    expect(rowOf('Sở Khoa học và Công nghệ')).toContain('thứ Hai 24/11/2025');
    expect(rowOf('Sở Giáo dục và Đào tạo')).toContain('chưa nhận, đã qua mốc');
  });
  it('a round narrows to one state', async () => {
    const body = await page(`/ky-bao-cao/${YEAR_ROUND}?trang-thai=returned`);
    expect(body.match(/<tr>/g)).toHaveLength(2);
    expect(body).toContain('>Sở Y tế</a>');
    expect(await page(`/ky-bao-cao/${YEAR_ROUND}?trang-thai=khac&trang-thai=x`)).toContain('>Sở Tài chính</a>');
  });
  it('a round that never opened says whom it will ask', async () => {
    const body = await page('/ky-bao-cao/son-la-2025/6-thang/2025');
    expect(body).toContain('đã đến ngày mở (thứ Sáu 09/05/2025) nhưng chưa mở được');
    expect(body).toContain('<li>Sở Y tế</li>');
  });
  it('an obligation says why, what was in force, what was sent to whom, and who acted', async () => {
    const body = await page(`/viec/${YEAR_ROUND}/so-y-te`);
    expect(body).toContain('Vì sao có ngày này');
    expect(body).toContain('ngày làm việc cuối cùng là thứ Hai 24/11/2025');
    expect(body).toContain('Thư mở đầu');
    expect(body).toContain('Đầu mối, Sở Y tế');
    expect(body).toContain('đã chuyển máy chủ');
    expect(body).not.toMatch(/@[a-z.-]+\.example/);
    expect(body).toContain('Đề nghị hoàn thiện trước hết ngày 27/11/2025: Chỉ tiêu 4.2');
    expect(body).toContain('Số 512/BC ngày 20/11/2025');
  });
  it('a draft comes down under its Vietnamese name', async () => {
    expect(await page(`/ky-bao-cao/${YEAR_ROUND}`)).toContain(`href="/tai/${YEAR_ROUND}/1.docx"`);
    const answer = await bench.app().inject(`/tai/${YEAR_ROUND}/1.docx`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('wordprocessingml');
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="[\x20-\x7e]+\.docx"; filename\*=UTF-8''\S+$/,
    );
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const sheet = await bench.app().inject(`/tai/${YEAR_ROUND}/1.xlsx`);
    expect(sheet.headers['content-type']).toContain('spreadsheetml');
  });
  it('nothing is found where nothing is', async () => {
    for (const url of [
      '/ke-hoach/khac',
      '/ky-bao-cao/khac',
      '/viec/khac',
      `/tai/${YEAR_ROUND}/9.docx`,
      `/tai/${YEAR_ROUND}/1.exe`,
      '/tai/..%2f..%2fetc/1.docx',
      '/dien-tap/khac',
      '/khac',
    ]) {
      const answer = await bench.app().inject(url);
      expect(answer.statusCode, url).toBe(404);
      expect(answer.body).toContain('Không tìm thấy trang này');
    }
  });
  it('another tenant’s reader sees none of it', async () => {
    const answer = await bench.app({ tenants: ['khac'] }).inject(`/viec/${YEAR_ROUND}/so-y-te`);
    expect(answer.statusCode).toBe(404);
  });
});
