import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancel } from '../../api/services/cancel.ts';
import { recordEvent, withdrawEvent } from '../../api/services/event.ts';
import { extend } from '../../api/services/extend.ts';
import { promise } from '../../api/services/promise.ts';
import { reassign } from '../../api/services/reassign.ts';
import { waive } from '../../api/services/waive.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';

const BY = 'Lò Thị Mẫu, Sở Đầu mối';
const WHY = { reason: 'sắp xếp bộ máy', basis: 'QĐ 30' };
const HEALTH = SHARED.report('so-y-te');
const LAW = SHARED.report('so-tu-phap');

let opened: Opened;
beforeAll(async () => {
  opened = await openShared();
  const { context } = opened;
  const health = { obligation: HEALTH, by: BY };
  await promise(context, { ...health, by: 'Nguyễn Văn Mẫu, Sở Y tế' }, '2025-06-16');
  await waive(context, health, { ...WHY, items: ['y-te-1'] });
  await extend(context, health, { ...WHY, until: '2025-07-04', items: ['y-te-3'] });
  await reassign(context, health, { ...WHY, to: 'so-moi', items: ['y-te-2'], until: null });
  await cancel(context, { obligation: SHARED.report('xa-mot'), by: BY }, { ...WHY, items: null });
  const event = { plan: SHARED.id, event: SHARED.guidance };
  await recordEvent(context, { ...event, on: '2025-05-28', due: null }, BY);
  await withdrawEvent(context, { ...event, reason: 'ghi nhầm' }, BY);
});
afterAll(() => opened.stop());

const WHY_WORDS = 'sắp xếp bộ máy (căn cứ: QĐ 30)';

describe('the page of an obligation', () => {
  it('tells each act with what it turned on, in the plan’s words and the bodies’ names', async () => {
    const page = await opened.page(`/viec/${HEALTH}`);
    expect(page).toContain('Hẹn gửi ngày 16/06/2025');
    expect(page).toContain(`Miễn gửi riêng “Khám sức khỏe định kỳ”: ${WHY_WORDS}`);
    expect(page).toContain(`Gia hạn riêng “Hỗ trợ nạn nhân” đến ngày 04/07/2025: ${WHY_WORDS}`);
    expect(page).toContain(`Chuyển cho Sở Mới: ${WHY_WORDS}`);
    expect(await opened.page(`/viec/${SHARED.report('xa-mot')}`)).toContain(`Hủy: ${WHY_WORDS}`);
  });

  it('leads from an item that left to where it is now', async () => {
    const page = await opened.page(`/viec/${HEALTH}`);
    const there = SHARED.item('y-te-3', 'so-y-te');
    expect(page).toContain(`Hỗ trợ nạn nhân <span class="quiet">(<a href="/viec/${there}">theo dõi ở việc khác</a>)`);
    expect(page).toContain('Khám sức khỏe định kỳ <span class="quiet">(không phải gửi)');
  });

  it('tells what was made where it came from, and leads back to its round', async () => {
    const extended = await opened.page(`/viec/${SHARED.item('y-te-3', 'so-y-te')}`);
    expect(extended).toContain(`Tách khỏi báo cáo, gia hạn đến ngày 04/07/2025: ${WHY_WORDS}`);
    expect(extended).toContain(`<a href="/ky-bao-cao/${SHARED.round}">Báo cáo giữa năm 2025</a>`);
    // Nothing but the last item was owed: what the new body has is the report.
    const moved = await opened.page(`/viec/${SHARED.report('so-moi')}`);
    expect(moved).toContain(`Nhận “Tập huấn cho cán bộ” từ Sở Y tế: ${WHY_WORDS}`);
  });

  it('tells an event that was recorded and withdrawn', async () => {
    const page = await opened.page(`/viec/${SHARED.afterGuidance}`);
    expect(page).toContain('Ghi nhận “khi có hướng dẫn” diễn ra ngày 28/05/2025, thời hạn 18/06/2025');
    expect(page).toContain('Rút ghi nhận “khi có hướng dẫn”: ghi nhầm');
    expect(page).toContain('Chưa có thời hạn: còn chờ “khi có hướng dẫn”');
  });

  it('shows the promised day while it holds', async () => {
    await promise(opened.context, { obligation: LAW, by: BY }, '2025-06-16');
    expect(await opened.page(`/viec/${LAW}`)).toContain('<dt>Đơn vị hẹn gửi</dt> <dd>thứ Hai 16/06/2025</dd>');
    await extend(opened.context, { obligation: LAW, by: BY }, { ...WHY, until: '2025-06-27' });
    expect(await opened.page(`/viec/${LAW}`)).not.toContain('<dt>Đơn vị hẹn gửi</dt>');
  });
});

describe('the page of a round', () => {
  it('shows what has a date of its own apart, and counts each body once', async () => {
    const page = await opened.page(`/ky-bao-cao/${SHARED.round}`);
    const [reports = '', apart = ''] = page.split('Nội dung có thời hạn riêng hoặc đã chuyển cơ quan');
    expect(reports).toContain('>Sở Mới</a>');
    expect(apart).toContain('>Hỗ trợ nạn nhân</a>');
    // Sở Y tế (by its one item), Sở Tư pháp, Hội Phụ nữ, Xã Hai, Sở Mới.
    expect(page).toContain('0/5');
  });
});
