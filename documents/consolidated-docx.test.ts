import { afterEach, describe, expect, it, vi } from 'vitest';
import { consolidation, documents, figure, line, SILENT_BODY, source, supplement } from '../test/documents/fixture.ts';
import { fileInZip, textOfDocx } from '../test/documents/unzip.ts';
import { consolidatedDocx } from './consolidated-docx.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the draft of the consolidated report', () => {
  it('has the paper and margins of Nghị định 30/2020: A4, 20/20/30/20 mm', async () => {
    const xml = fileInZip(await consolidatedDocx(consolidation()), 'word/document.xml');
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
    expect(xml).toContain('<w:titlePg/>');
    expect(xml).toContain('<w:ind w:firstLine="720"/>');
    expect(new Set(xml.match(/w:ascii="[^"]+"/g))).toEqual(new Set(['w:ascii="Times New Roman"']));
  });

  it('leaves number, day and signer blank, and says that it is a draft', async () => {
    const text = textOfDocx(await consolidatedDocx(consolidation()));
    expect(text).toMatch(/^Số:\u00A0+\/BC-SNV$/m);
    expect(text).toMatch(/^Sơn La, ngày\u00A0+tháng\u00A0+năm 2025$/m);
    expect(text).toMatch(/^DỰ THẢO \(lần 2\)$/m);
    expect(text).toMatch(/^GIÁM ĐỐC$/m);
    expect(text).toMatch(/xem xét\.\/\.$/m);
  });

  it('opens with its basis, n of m, and the day up to which figures go', async () => {
    const text = textOfDocx(await consolidatedDocx(consolidation()));
    expect(text).toContain('Kế hoạch số 123/KH-UBND ngày 06 tháng 5 năm 2025 của Ủy ban nhân dân tỉnh');
    expect(text).toContain(
      'tính đến 16 giờ 00, ngày 28/11/2025, nhận được báo cáo của 5/7 cơ quan, đơn vị, địa phương',
    );
    expect(text).toContain('Số liệu ước tính đến ngày 31/10/2025; số liệu ghi “Ước” là ước thực hiện.');
  });

  it.each([
    ['2025-10-31', '2025-12-14', 'Số liệu ước tính đến ngày 31/10/2025.'],
    ['2025-06-14', '2025-06-14', 'Số liệu chốt đến ngày 14/6/2025.'],
    ['2025-12-31', '2025-12-14', 'Số liệu tính đến ngày 31/12/2025.'],
    ['2025-12-31', null, 'Số liệu tính đến ngày 31/12/2025.'],
  ])('calls figures up to %s of a period up to %s what they are', async (cutOff, periodEnd, words) => {
    const text = textOfDocx(await consolidatedDocx(consolidation({ cutOff, periodEnd, indicators: [] })));
    expect(text).toContain(words);
  });

  it('names the part of its indicator that each figure counts, and counts who has given none', async () => {
    const from = source('so-y-te', 'Sở Y tế', 1, '2025-11-20');
    const part = { figure: figure('3.2', { value: 7, scope: 'khu vực nông thôn' }), source: from };
    const [like] = consolidation().indicators;
    const indicators = [{ ...like!, expected: 2, reported: 1, figures: [part] }];
    const text = textOfDocx(await consolidatedDocx(consolidation({ indicators })));
    expect(text).toContain('7%\nPhạm vi: khu vực nông thôn\nƯớc');
    expect(text).toContain('- Chỉ tiêu 3.2: mới có số liệu của 1/2 cơ quan, đơn vị được giao.');
  });

  it('tells what was handed in apart from the report from what stood in it', async () => {
    const from = { ...source('so-y-te', 'Sở Y tế', 1, '2025-11-20'), kind: 'own' as const };
    const text = textOfDocx(await consolidatedDocx(consolidation({ difficulties: [line('Thiếu người.', from)] })));
    expect(text).toContain('Thiếu người. (Sở Y tế, nộp riêng lần 1, 20/11/2025)');
  });

  it('shows two figures for one indicator side by side, each with its source, and no average', async () => {
    const text = textOfDocx(await consolidatedDocx(consolidation()));
    expect(text).toContain('88,66%\n(86/97)\nƯớc');
    expect(text).toContain('Sở Văn hóa, Thể thao và Du lịch, báo cáo lần 1, nhận ngày 19/11/2025');
    expect(text).toContain('95,31%\n(61/64)\nChính thức');
    expect(text).not.toContain('91,98');
  });

  it('counts the silent, and names them nowhere, even where a duty or an indicator would', async () => {
    const docx = await consolidatedDocx(consolidation());
    const text = textOfDocx(docx);
    expect(text).toContain('Chưa nhận được báo cáo của 2/7 cơ quan');
    expect(text).toContain('- Nhiệm vụ 6.1.\n');
    expect(text).toContain('- Nhiệm vụ 14.1: Bố trí cán bộ, kinh phí ở địa phương.');
    expect(text).not.toContain(SILENT_BODY);
    for (const id of consolidation().missing) expect(text).not.toContain(id);
  });

  it('says of each duty how many of how many have reported', async () => {
    const [first] = consolidation().duties;
    const duty = { ...first!, expected: 3, reported: 1 };
    expect(textOfDocx(await consolidatedDocx(consolidation({ duties: [duty] })))).toContain('1/3 đơn vị báo cáo');
  });

  it('never says the name of the product, in no part of the file', async () => {
    const docx = await consolidatedDocx(consolidation());
    const parts = ['word/document.xml', 'docProps/core.xml', 'docProps/app.xml', 'word/styles.xml'];
    for (const part of parts) expect(fileInZip(docx, part)).not.toMatch(/đôn đốc|dondoc|Un-named/i);
  });

  it('is the same file, byte for byte, whenever it is made', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-11-28T09:00:00Z') });
    const once = await consolidatedDocx(consolidation());
    vi.setSystemTime(new Date('2026-02-03T04:05:06Z'));
    expect((await consolidatedDocx(consolidation())).equals(once)).toBe(true);
  });

  it('survives what people paste: markup, control characters, no answer at all', async () => {
    const from = source('so-y-te', 'Sở Y tế', 1, '2025-11-20');
    const pasted = consolidation({ difficulties: [line('a < b & "c"\u0007', from)], proposals: [], cutOff: null });
    expect(textOfDocx(await consolidatedDocx(pasted))).toContain('- a < b & "c" (Sở Y tế, lần 1, 20/11/2025)');
    const nothing = consolidation({ received: [], indicators: [], duties: [], difficulties: [], nextYear: [] });
    expect(textOfDocx(await consolidatedDocx(nothing))).toContain('Chưa có nội dung.');
  });

  it("signs as the lead's rank asks, or as told", async () => {
    const lead = { name: 'Ủy ban nhân dân tỉnh', parentName: '', place: 'Sơn La', symbol: 'UBND' };
    const text = textOfDocx(await consolidatedDocx(consolidation({ lead })));
    expect(text).toMatch(/^TM\. ỦY BAN NHÂN DÂN\nCHỦ TỊCH$/m);
    expect(text).toMatch(/\/BC-UBND$/m);
    expect(textOfDocx(await consolidatedDocx(consolidation(), 'KT. GIÁM ĐỐC'))).toMatch(/^KT\. GIÁM ĐỐC$/m);
  });
});

describe('the list of documents that came in', () => {
  it('is signed by nobody whom it is put before', async () => {
    const text = textOfDocx(await consolidatedDocx({ ...documents(), addressees: ['Lãnh đạo Sở Nội vụ'] }));
    expect(text).toContain('Trên đây là báo cáo, kính gửi Lãnh đạo Sở Nội vụ xem xét./.');
    expect(text).toMatch(/^\[CHỨC VỤ NGƯỜI KÝ\]$/m);
  });

  it('has a row for each, and counts the silent without a name', async () => {
    const text = textOfDocx(await consolidatedDocx(documents()));
    expect(text).toMatch(/^Tình hình gửi kế hoạch công tác năm 2025 theo Kế hoạch số 123\/KH-UBND/m);
    expect(text).toContain('nhận được văn bản của 5/7 cơ quan, đơn vị, địa phương. Sở Nội vụ tổng hợp');
    expect(text).toContain(
      'Sở Y tế\nKế hoạch công tác của ngành y tế\n31/KH-CQ\n17/11/2025\nNgười ký (tên đặt ra)\n21/11/2025',
    );
    expect(text).toContain('5/7 cơ quan, đơn vị, địa phương đã gửi văn bản.');
    expect(text).toContain('Chưa nhận được văn bản của 2 cơ quan');
    expect(text).not.toContain(SILENT_BODY);
    expect(text).not.toMatch(/CHỈ TIÊU|NHIỆM VỤ|KHÓ KHĂN|Số liệu/);
  });

  it('says nothing of rows where nothing came, and in a supplement lists what is new alone', async () => {
    const none = { ...documents(), documents: [], received: [], underReview: [] };
    expect(textOfDocx(await consolidatedDocx(none))).toContain('Chưa có nội dung.');
    const [first] = documents().documents;
    const more = { ...documents(), kind: 'supplement' as const, documents: [first!] };
    const text = textOfDocx(await consolidatedDocx(more));
    expect(text).toContain('nhận thêm văn bản của 1 cơ quan, đơn vị, địa phương');
    expect(text).not.toContain('TÌNH HÌNH GỬI');
    expect(text).not.toContain('Công an tỉnh');
  });
});

describe('the supplement', () => {
  it('names the report it follows, where that is known', async () => {
    const follows = { number: '456/BC-SNV', date: '2025-12-04' };
    const text = textOfDocx(await consolidatedDocx({ ...supplement(), follows }));
    expect(text).toMatch(/^Bổ sung, cập nhật Báo cáo số 456\/BC-SNV ngày 04 tháng 12 năm 2025 về kết quả/m);
  });

  it('says that reports came, where none of them is reviewed yet', async () => {
    const [body] = consolidation().receivedBodies;
    const waiting = { ...supplement(), indicators: [], duties: [], receivedBodies: [body!] };
    expect(textOfDocx(await consolidatedDocx(waiting))).toContain('nhận thêm báo cáo của 1 cơ quan');
  });

  it('names the report it follows with blanks, and holds only what came after', async () => {
    const text = textOfDocx(await consolidatedDocx(supplement()));
    expect(text).toMatch(/^Bổ sung, cập nhật Báo cáo số\u00A0+\/BC-SNV ngày\u00A0+tháng\u00A0+năm 2025 về kết quả/m);
    expect(text).toContain('nhận thêm số liệu, nội dung của 2 cơ quan');
    expect(text).toContain('30,5468');
    expect(text).not.toContain('88,66');
    expect(text).not.toContain('CHƯA CÓ BÁO CÁO');
    expect(text).toMatch(/^II\. KẾT QUẢ THỰC HIỆN NHIỆM VỤ$/m);
    expect(text).not.toContain('III.');
  });
});
