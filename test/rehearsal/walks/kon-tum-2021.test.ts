import { describe, expect, it } from 'vitest';
import { recordEvent } from '../../../api/services/event.ts';
import type { Stop } from '../../../dev/rehearsal/stops.ts';
import { realPlan } from '../../support/real-plan.ts';
import { submission } from '../../support/submission.ts';
import { expectWalked, lettersByDomain, lettersTo, walk, WALK_MS } from '../../support/walk.ts';
import type { Diary } from '../../support/walk-diary.ts';
import { scriptFor } from '../../support/walk-script.ts';

/** Kon Tum 2021: a programme of fourteen duties with dates of their own, eight of them the lead's. */
const plan = realPlan('kon-tum-2021');
const { reports, duty, upward, handIn, handInAs, accept, issue, does } = scriptFor(plan.activation, plan.year);

const LEAD = 'so-lao-dong-thuong-binh-va-xa-hoi';
const UNION = 'hoi-lien-hiep-phu-nu-tinh';
const GUIDANCE = 'hướng dẫn của Bộ Kế hoạch và Đầu tư';

/** The duties under their numbers in the text. */
const D1 = 'so-noi-vu-1';
const D2 = 'hoi-lien-hiep-phu-nu-tinh-1';
const D3 = `${LEAD}-1`;
const D5 = `${LEAD}-3`;
const D6 = 'so-ke-hoach-va-dau-tu-1';
const D9 = `${LEAD}-4`;
const D10 = 'so-van-hoa-the-thao-va-du-lich-1';
const D11 = `${LEAD}-5`;
const D12 = `${LEAD}-6`;
const D14 = `${LEAD}-8`;

const doneOn = (obligations: string[], told: string, done: string): Stop[] =>
  handInAs(told, obligations, submission(told, { official: null, doneOn: done }));

/** What people do. What is done is confirmed on the next working day, the lead's own by another person of it. */
const script: Stop[] = [
  ...handIn('2021-04-29', duty(D12)),
  ...accept('2021-05-04', duty(D12)),
  // The classes were held in April; the Union says so when it is asked in May.
  ...doneOn(duty(D2), '2021-05-05', '2021-04-28'),
  ...accept('2021-05-06', duty(D2)),
  ...handIn('2021-05-13', duty(D3)),
  ...accept('2021-05-14', duty(D3)),
  ...handIn('2021-05-18', duty(D1)),
  ...accept('2021-05-19', duty(D1)),
  ...handIn('2021-06-10', reports('6-thang', 'cong-an-tinh', LEAD)),
  ...accept('2021-06-11', reports('6-thang', 'cong-an-tinh', LEAD)),
  ...handIn('2021-06-16', reports('6-thang', 'so-thong-tin-va-truyen-thong')),
  ...accept('2021-06-17', reports('6-thang', 'so-thong-tin-va-truyen-thong')),
  ...issue('2021-06-21', [...upward('len-quoc-gia', '6-thang'), ...upward('len-tinh', '6-thang')]),
  ...handIn('2021-06-25', duty(D10)),
  ...accept('2021-06-28', duty(D10)),
  // The guidance came on 5/8; the official enters it on 9/8 with the date that the Sở is given.
  ...does('2021-08-09', duty(D6), (context) =>
    recordEvent(
      context,
      { plan: plan.activation.id, event: GUIDANCE, on: '2021-08-05', due: '2021-08-31' },
      'chuyên viên đầu mối',
    ),
  ),
  ...handIn('2021-08-26', duty(D6)),
  ...accept('2021-08-27', duty(D6)),
  ...handIn('2021-09-24', duty(D9)),
  ...accept('2021-09-27', duty(D9)),
  // Issued on Vietnamese Women's Day, the day that the words name: neither in time nor late.
  ...handIn('2021-10-20', duty(D11)),
  ...accept('2021-10-21', duty(D11)),
  ...doneOn(duty(D14), '2021-12-02', '2021-11-30'),
  ...accept('2021-12-03', duty(D14)),
  ...handIn('2021-12-08', reports('nam', 'cong-an-tinh', LEAD)),
  ...accept('2021-12-09', reports('nam', 'cong-an-tinh', LEAD)),
  ...handIn('2021-12-14', reports('nam', 'so-thong-tin-va-truyen-thong')),
  ...accept('2021-12-15', reports('nam', 'so-thong-tin-va-truyen-thong')),
  ...issue('2021-12-17', upward('len-quoc-gia', 'nam')),
  ...issue('2021-12-22', upward('len-tinh', 'nam')),
];

const table: Diary = {
  // Wednesday: activated. Election day is known, so duty 1 has its date; the two guidances are asked for.
  '2021-04-14': [
    `event-question ${D5}: ${LEAD}`,
    `event-question ${D6} (focal of the lead): so-ke-hoach-va-dau-tu`,
    `opening ${D12}: ${LEAD}`,
    `opening ${D2}: ${UNION}`,
  ],
  '2021-04-19': [], // seven working days before 29/4, within five of the opening: left out
  '2021-04-20': [`opening ${D3}: ${LEAD}`],
  '2021-04-27': [`before-2 ${D12}: ${LEAD}`, `before-2 ${D2}: ${UNION}`],
  '2021-04-28': [`opening ${D1}: so-noi-vu`],
  '2021-04-29': [], // the last working day of April: 30/4 is a holiday
  '2021-05-04': [], // 30/4 moved on over 1/5, Sunday and the day in lieu: nobody is late before it is over
  '2021-05-05': [`before-7 ${D3}: ${LEAD}`, `late-1 ${D2}: ${UNION}`, `late-list ${D2} (focal of the lead): ${UNION}`],
  '2021-05-06': [], // the Union has answered
  '2021-05-12': [`before-2 ${D3}: ${LEAD}`, `before-7 ${D1}: so-noi-vu`],
  '2021-05-14': [], // Friday, the last working day before 15/5
  '2021-05-21': [], // Friday, the last working day before the election on Sunday 23/5
  '2021-05-24': [],
  '2021-05-26': ['6-thang opens: 3 reports', `opening 6-thang: cong-an-tinh, ${LEAD}, so-thong-tin-va-truyen-thong`],
  '2021-06-07': [`before-7 6-thang: cong-an-tinh, ${LEAD}, so-thong-tin-va-truyen-thong`],
  '2021-06-09': [`opening ${D10}: so-van-hoa-the-thao-va-du-lich`],
  '2021-06-14': ['before-2 6-thang: so-thong-tin-va-truyen-thong'],
  // Seven working days before 25/6, the lead's customary day, and the members' last one
  '2021-06-16': [`lead-due len-quoc-gia on 6-thang: ${LEAD}`, `lead-due len-tinh on 6-thang: ${LEAD}`],
  '2021-06-17': ['6-thang draft 1 at 10:00: 3 of 3'],
  '2021-06-21': [`6-thang closes`, `before-7 ${D10}: so-van-hoa-the-thao-va-du-lich`],
  '2021-06-25': [],
  '2021-06-30': [],
  '2021-07-01': [`event-question ${D5}: ${LEAD}`, `event-question ${D6} (focal of the lead): so-ke-hoach-va-dau-tu`],
  '2021-08-09': [], // the event is entered; fifteen working days before 31/8 is tomorrow
  '2021-08-10': [`opening ${D6}: so-ke-hoach-va-dau-tu`],
  '2021-08-20': [`before-7 ${D6}: so-ke-hoach-va-dau-tu`],
  '2021-09-09': [`opening ${D9}: ${LEAD}`],
  '2021-09-21': [`before-7 ${D9}: ${LEAD}`],
  '2021-09-28': [`opening ${D11}: ${LEAD}`],
  '2021-09-30': [],
  '2021-10-01': [`event-question ${D5}: ${LEAD}`], // duty 6 has its guidance, duty 5 still waits
  '2021-10-08': [`before-7 ${D11}: ${LEAD}`],
  '2021-10-15': [`before-2 ${D11}: ${LEAD}`],
  '2021-10-19': [],
  '2021-10-20': [], // the day named: nothing says late on Women's Day
  '2021-10-21': [],
  '2021-11-09': [`opening ${D14}: ${LEAD}`],
  '2021-11-19': [`before-7 ${D14}: ${LEAD}`],
  '2021-11-24': ['nam opens: 3 reports', `opening nam: cong-an-tinh, ${LEAD}, so-thong-tin-va-truyen-thong`],
  '2021-11-26': [`before-2 ${D14}: ${LEAD}`],
  '2021-11-30': [],
  '2021-12-01': [`late-1 ${D14}: ${LEAD}`], // to the lead's own contact; its head hears nothing, today or tomorrow
  '2021-12-02': [],
  '2021-12-06': [`before-7 nam: cong-an-tinh, ${LEAD}, so-thong-tin-va-truyen-thong`],
  '2021-12-13': ['before-2 nam: so-thong-tin-va-truyen-thong'],
  '2021-12-15': [
    `lead-due len-quoc-gia on nam: ${LEAD}`,
    `lead-due len-tinh on nam: ${LEAD}`,
    'nam draft 1 at 10:00: 3 of 3',
  ],
  '2021-12-17': ['nam closes'], // issued to the national committee
  '2021-12-22': [`lead-due len-tinh on nam: ${LEAD}`],
  '2021-12-24': [], // 25/12 is a Saturday: the lead's day would be today, but both reports are gone
  '2021-12-31': [],
};

describe('001 Kon Tum 2021, day by day', () => {
  it(
    'each duty by its own date, the standing ones in two proposed rounds, the lead’s own among itself',
    { timeout: WALK_MS },
    async () => {
      const walked = await walk({ ...plan, script });
      expectWalked(walked, table);

      // What is dated is the doing, not the telling.
      const statusOf = (item: string) => walked.status.find(({ id }) => id === duty(item)[0]);
      expect(statusOf(D1)).toMatchObject({ targetDay: '2021-05-21', timeliness: 'in-time' });
      expect(statusOf(D2)).toMatchObject({ targetDay: '2021-04-29', received: '2021-04-28', timeliness: 'in-time' });
      expect(statusOf(D3)).toMatchObject({ targetDay: '2021-05-14', timeliness: 'in-time' });
      expect(statusOf(D6)).toMatchObject({ targetDay: '2021-08-31', timeliness: 'in-time' });
      expect(statusOf(D9)).toMatchObject({ targetDay: '2021-09-30', timeliness: 'in-time' });
      expect(statusOf(D10)).toMatchObject({ targetDay: '2021-06-30', timeliness: 'in-time' });
      expect(statusOf(D11)).toMatchObject({ targetDay: '2021-10-19', timeliness: 'named-day' });
      expect(statusOf(D14)).toMatchObject({ targetDay: '2021-11-30', received: '2021-11-30', timeliness: 'in-time' });
      expect(statusOf(D5)).toMatchObject({ state: 'waiting', targetDay: null });

      const [letter, ...more] = lettersTo(walked, 'dau-moi@phunu.kon-tum.example', '2021-04-27');
      expect(more).toEqual([]);
      expect(letter).toContain('thứ Năm 29/04/2021');
      expect(letter).toContain('đã hoàn thành, kính đề nghị');
      expect(letter).toContain('số, ngày văn bản');

      // 19 messages to the six owners in the year: the contact of each, nobody above him, nobody at the province's office.
      const { 'soldtbxh.kon-tum': internal, ...outward } = lettersByDomain(walked);
      expect(outward).toEqual({
        'sonv.kon-tum': 2,
        'phunu.kon-tum': 3,
        'sokhdt.kon-tum': 2,
        'congan.kon-tum': 4,
        'sotttt.kon-tum': 6,
        'sovhttdl.kon-tum': 2,
      });
      expect(internal).toBeGreaterThan(0);
      const readers = new Set(walked.mails.flatMap(({ to, cc }) => [...to, ...cc]));
      expect([...readers].filter((address) => !address.startsWith('dau-moi@'))).toEqual([]);
    },
  );
});
