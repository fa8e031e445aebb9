import { describe, expect, it } from 'vitest';
import { activatePlan } from '../../../api/services/activate.ts';
import { openDatabase } from '../../../db/database.ts';
import type { Stop } from '../../../dev/rehearsal/stops.ts';
import { activatedAt } from '../../../domain/activation.ts';
import type { Schedule } from '../../../domain/schedule.ts';
import { freshDatabase } from '../../support/database.ts';
import { realPlan } from '../../support/real-plan.ts';
import { expectWalked, lettersTo, walk, WALK_MS } from '../../support/walk.ts';
import type { Diary } from '../../support/walk-diary.ts';
import { scriptFor } from '../../support/walk-script.ts';

/**
 * Ngọc Hồi 2023: a district's plan without number and day, so its year is rehearsed. “trước ngày 10 tháng 12 năm 2023”
 * is a Sunday. 24 reports: ten offices, eight communes, six bodies that are asked.
 */
const plan = realPlan('ngoc-hoi-2023');
const { reports, reportsBut, duty, upward, handIn, accept, issue } = scriptFor(plan.activation, plan.year);

const PLANS = 'uy-ban-nhan-dan-cap-xa-1';
const LEAD = 'phong-lao-dong';
const [DAK_XU, SA_LOONG] = ['ubnd-xa-dak-xu', 'ubnd-xa-sa-loong'];
const communes = plan.activation.organisations.filter(({ level }) => level === 'commune').map(({ id }) => id);
const promptPlans = duty(PLANS, ...communes.filter((id) => id !== DAK_XU && id !== SA_LOONG));
const prompt = reportsBut('nam', 'phong-y-te', 'cong-an-huyen', SA_LOONG, 'huyen-doan');

const script: Stop[] = [
  ...handIn('2023-05-05', promptPlans),
  ...accept('2023-05-09', promptPlans),
  ...handIn('2023-05-10', duty(PLANS, DAK_XU)),
  ...accept('2023-05-11', duty(PLANS, DAK_XU)),
  ...handIn('2023-05-16', duty(PLANS, SA_LOONG)),
  ...accept('2023-05-17', duty(PLANS, SA_LOONG)),
  ...handIn('2023-12-04', prompt),
  ...accept('2023-12-06', prompt),
  ...handIn('2023-12-08', reports('nam', 'cong-an-huyen')),
  ...accept('2023-12-11', reports('nam', 'cong-an-huyen')),
  ...handIn('2023-12-11', reports('nam', 'phong-y-te')),
  ...accept('2023-12-12', reports('nam', 'phong-y-te')),
  ...issue('2023-12-20', [...upward('len-so', 'nam'), ...upward('len-huyen', 'nam')]),
  ...handIn('2023-12-25', reports('nam', SA_LOONG)),
  ...accept('2023-12-26', reports('nam', SA_LOONG)),
];

const toBoth = [`lead-due len-huyen on nam: ${LEAD}`, `lead-due len-so on nam: ${LEAD}`];
const table: Diary = {
  '2023-04-10': [], // taken as the day of activation, since the text has none
  // 20 working days after that, with Giỗ Tổ and 30/4 between, are Thu 11/5; 15 before it is Mon 17/4
  '2023-04-17': [`opening ${PLANS}: 8 bodies`],
  '2023-04-27': [`before-7 ${PLANS}: 8 bodies`],
  '2023-05-09': [`before-2 ${PLANS}: ${DAK_XU}, ${SA_LOONG}`],
  '2023-05-11': [],
  '2023-05-12': [`late-1 ${PLANS}: ${SA_LOONG}`, `late-list ${PLANS} (focal of the lead): ${SA_LOONG}`],
  '2023-05-15': [`late-head ${PLANS} (head of the lead): ${SA_LOONG}`],
  '2023-11-17': ['nam opens: 24 reports', 'opening nam: 24 bodies'],
  '2023-11-29': ['before-7 nam: 24 bodies'],
  '2023-12-06': [`before-2 nam: cong-an-huyen, huyen-doan, phong-y-te, ${SA_LOONG}`],
  '2023-12-08': [], // Friday, the last working day before the Sunday named
  '2023-12-10': [],
  '2023-12-11': [], // Monday: the Sunday named moves on to it, and nobody is late before it is over
  '2023-12-12': [
    `late-1 nam: ${SA_LOONG}`,
    `late-list nam (focal of the lead): huyen-doan, ${SA_LOONG}`, // huyện đoàn is asked: it hears nothing itself
    ...toBoth, // seven working days before 21/12, which is proposed: five after the consolidation
  ],
  '2023-12-13': [`late-head nam (head of the lead): ${SA_LOONG}`],
  '2023-12-14': ['nam draft 1 at 16:00: 22 of 24'],
  '2023-12-19': toBoth,
  '2023-12-21': [], // both were issued on the day before
  '2023-12-26': ['nam supplement 2 at 10:00: 23 of 24'],
};

describe('003 Ngọc Hồi 2023, day by day', () => {
  it('is not activated before number, day and approval are entered', async () => {
    const home = await freshDatabase();
    const database = openDatabase(home.applicationUrl, 2);
    const context = { database, tenant: plan.tenant, idPrefix: '', now: () => activatedAt(plan.activation) };
    const { document } = plan.activation.plan;
    const activate = (entered: Partial<typeof document>, approval: Schedule['approval'] = null) =>
      activatePlan(
        context,
        {
          ...plan.activation,
          plan: { ...plan.activation.plan, document: { ...document, ...entered } },
          schedule: { ...plan.activation.schedule, approval },
        },
        'chuyên viên',
      );
    try {
      await expect(activate({})).rejects.toThrow(/để trống số, ký hiệu.*còn 02 điểm khác/);
      await expect(activate({ number: '45/KH-UBND' })).rejects.toThrow(/còn 01 điểm khác/);
      const signed = { number: '45/KH-UBND', date: '2023-04-07' };
      await expect(activate(signed)).rejects.toThrow(/phê duyệt/);
      const { rounds } = await activate(signed, { by: 'Y Mẫu', title: 'Trưởng phòng', basis: 'Phiếu trình 07/4/2023' });
      expect(rounds).toEqual(['ngoc-hoi-2023/nam/2023']);
    } finally {
      await database.close();
      await home.drop();
    }
  });

  it('the Sunday named is silent, and so is the Monday after it', { timeout: WALK_MS }, async () => {
    const walked = await walk({ ...plan, script });
    expectWalked(walked, table);

    const statusOf = ([id]: string[]) => walked.status.find((one) => one.id === id);
    expect(statusOf(reports('nam', 'phong-y-te'))).toMatchObject({ targetDay: '2023-12-08', timeliness: 'named-day' });
    expect(statusOf(reports('nam', SA_LOONG))).toMatchObject({ received: '2023-12-25', timeliness: 'late' });
    expect(statusOf(duty(PLANS, SA_LOONG))).toMatchObject({ targetDay: '2023-05-11', timeliness: 'late' });

    // What the plan does not say is told as a proposal, to the communes and to the lead itself.
    const PROPOSED = 'Kế hoạch không nêu ngày; cơ quan đầu mối đề xuất khi kích hoạt';
    const [commune] = lettersTo(walked, 'dau-moi@xa-sa-loong.ngoc-hoi.example', '2023-04-17');
    expect(commune).toContain('thứ Năm 11/05/2023');
    expect(commune).toContain(PROPOSED);
    const [lead] = lettersTo(walked, 'dau-moi@ldtbxh.ngoc-hoi.example', '2023-12-19');
    expect(lead).toContain('thứ Năm 21/12/2023');
    expect(lead).toContain(PROPOSED);
    const [member] = lettersTo(walked, 'dau-moi@yte.ngoc-hoi.example', '2023-11-29');
    expect(member).toContain('thứ Sáu 08/12/2023');
    expect(member).not.toContain(PROPOSED);
  });
});
