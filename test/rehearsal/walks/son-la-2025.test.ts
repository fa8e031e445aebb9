import { describe, expect, it } from 'vitest';
import { amendPlan } from '../../../api/services/amend.ts';
import type { ServiceContext } from '../../../api/services/context.ts';
import { EVERYBODY, type Stop } from '../../../dev/rehearsal/stops.ts';
import type { Activation } from '../../../domain/activation.ts';
import type { AddedRound, Schedule } from '../../../domain/schedule.ts';
import { realPlan } from '../../support/real-plan.ts';
import { expectWalked, lettersTo, walk, WALK_MS } from '../../support/walk.ts';
import type { Diary } from '../../support/walk-diary.ts';
import { scriptFor } from '../../support/walk-script.ts';

/** Sơn La 2025: 35 reports in May and 98 in November, with the districts ended and a dispatch of the Ministry between. */
const file = realPlan('son-la-2025');

const LEAD = 'so-noi-vu';
const QUESTIONS = [
  'event-question so-dan-toc-va-ton-giao-2 (focal of the lead): so-dan-toc-va-ton-giao',
  `event-question so-noi-vu-2.2: ${LEAD}`,
  `event-question so-noi-vu-2: ${LEAD}`,
];
const PLANS = 'uy-ban-nhan-dan-cap-huyen-1';
const [BAC_YEN, SOP_COP] = ['ubnd-huyen-bac-yen', 'ubnd-huyen-sop-cop'];
/** Late in May: four of them answer when they are asked, the two districts never. */
const LATE = ['so-khoa-hoc-va-cong-nghe', 'so-tu-phap', 'bao-son-la', 'thanh-tra-tinh'];
const [CHIENG_AN, MOC_SON] = ['ubnd-phuong-chieng-an', 'ubnd-phuong-moc-son'];
/** Those who are not in time in November. */
const SILENT = ['so-y-te', 'bao-son-la', CHIENG_AN, MOC_SON];

/** As activated on 9/5: the lead has given itself 10/6, and nobody knows yet who follows the districts. */
const atFirst: Schedule = {
  ...file.activation.schedule,
  successions: [],
  rounds: {
    ...file.activation.schedule.rounds,
    'len-tren': {
      asProposed: true,
      upward: { '6-thang': { kind: 'on-or-before', date: '2025-06-10', text: 'cơ quan đầu mối ấn định' } },
    },
  },
};
/** On 2/6 the Ministry asks for a report of its own. */
const dispatch: AddedRound = {
  id: 'cv-3163',
  name: 'Báo cáo theo Công văn số 3163/BNV-CTTN&BĐG',
  kind: 'ad-hoc',
  from: null,
  items: null,
  deadline: { kind: 'on-or-before', date: '2025-06-18', text: 'chậm nhất ngày 18/6/2025' },
  addedOn: '2025-06-02',
  upward: {
    to: ['Bộ Nội vụ'],
    deadline: { kind: 'before', date: '2025-06-30', text: 'trước ngày 30/6/2025' },
  },
  basis: 'Công văn số 3163/BNV-CTTN&BĐG của Bộ Nội vụ',
};
const withDispatch: Schedule = { ...atFirst, addedRounds: [dispatch] };
/** On 15/7 the lead names the communes, by a document of its own. */
const withCommunes: Schedule = { ...withDispatch, successions: file.activation.schedule.successions };

const activation: Activation = { ...file.activation, schedule: atFirst };
const amended: Activation = { ...file.activation, schedule: withCommunes };
const { reports, reportsBut, duty, upward, handIn, accept, returnItems, issue, does } = scriptFor(amended, file.year);

const amend = (schedule: Schedule, basis: string) => (context: ServiceContext) =>
  amendPlan(context, activation.id, { plan: null, organisations: null, schedule, basis }, 'chuyên viên đầu mối');

const inMay = reportsBut('6-thang', ...LATE, BAC_YEN, SOP_COP, 'so-y-te', 'chi-cuc-thong-ke');
const inJune = reportsBut('cv-3163', 'so-y-te');
const LAST_DAY = ['so-tai-chinh', 'cong-an-tinh', 'van-phong-ubnd-tinh', 'ubnd-phuong-to-hieu'];
const inNovember = reportsBut('nam', ...SILENT, ...LAST_DAY);
const [early, later] = [inNovember.slice(0, 60), inNovember.slice(60)];
const districtPlans = duty(PLANS);
const [promptPlans, slowPlans] = [districtPlans.slice(0, 8), districtPlans.slice(8, 10)];
const TWO = ['ubnd-huyen-sop-cop', 'ubnd-huyen-van-ho'];

const script: Stop[] = [
  // May
  ...handIn('2025-05-14', inMay),
  ...accept('2025-05-16', inMay),
  ...handIn('2025-05-19', reports('6-thang', 'so-y-te', 'chi-cuc-thong-ke')),
  ...accept('2025-05-21', reports('6-thang', 'chi-cuc-thong-ke')),
  ...handIn('2025-05-26', reports('6-thang', ...LATE)),
  ...returnItems('2025-05-26', reports('6-thang', 'so-y-te'), ['so-y-te-3'], '2025-05-29'),
  ...accept('2025-05-27', reports('6-thang', ...LATE)),
  ...handIn('2025-05-29', reports('6-thang', 'so-y-te')),
  ...accept('2025-05-30', reports('6-thang', 'so-y-te')),
  ...issue('2025-06-10', upward('len-tren', '6-thang')),
  // The districts' own plans
  ...handIn('2025-05-22', promptPlans),
  ...accept('2025-05-26', promptPlans),
  ...handIn('2025-05-29', slowPlans),
  ...accept('2025-05-30', slowPlans),
  ...handIn('2025-06-04', duty(PLANS, 'ubnd-huyen-sop-cop')),
  ...accept('2025-06-05', duty(PLANS, 'ubnd-huyen-sop-cop')),
  ...handIn('2025-06-06', duty(PLANS, 'ubnd-huyen-van-ho')),
  ...accept('2025-06-09', duty(PLANS, 'ubnd-huyen-van-ho')),
  // The dispatch
  ...does('2025-06-02', EVERYBODY, amend(withDispatch, dispatch.basis)),
  ...handIn('2025-06-13', inJune),
  ...accept('2025-06-17', inJune),
  ...handIn('2025-06-18', reports('cv-3163', 'so-y-te')),
  ...accept('2025-06-19', reports('cv-3163', 'so-y-te')),
  ...issue('2025-06-24', upward('cv-3163-len-tren', 'cv-3163')),
  // The communes that follow the districts
  ...does('2025-07-15', EVERYBODY, amend(withCommunes, withCommunes.successions.map(({ basis }) => basis).join('; '))),
  // The lead's own duty in October
  ...handIn('2025-10-30', duty('so-noi-vu-3')),
  ...accept('2025-10-31', duty('so-noi-vu-3')),
  // November
  ...handIn('2025-11-12', early),
  ...accept('2025-11-14', early),
  ...handIn('2025-11-19', later),
  ...accept('2025-11-21', later),
  ...handIn('2025-11-24', reports('nam', ...LAST_DAY)),
  ...accept('2025-11-26', reports('nam', ...LAST_DAY)),
  ...handIn('2025-12-03', reports('nam', 'so-y-te')),
  ...accept('2025-12-04', reports('nam', 'so-y-te')),
  ...issue('2025-12-05', upward('len-tren', 'nam')),
  ...handIn('2025-12-17', reports('nam', CHIENG_AN, MOC_SON)),
  ...accept('2025-12-18', reports('nam', CHIENG_AN, MOC_SON)),
];

const table: Diary = {
  // Friday: activated; -15 and -7 of 20/5 are past and fold into the opening
  '2025-05-09': ['6-thang opens: 35 reports', 'opening 6-thang: 35 bodies', ...QUESTIONS],
  // 20 working days after 6/5 are Tue 3/6, 15 before it is today
  '2025-05-13': [`opening ${PLANS}: 12 bodies`],
  '2025-05-15': ['before-2 6-thang: 8 bodies'], // those without figures
  '2025-05-19': [], // Monday, the last working day before 20/5
  '2025-05-20': [],
  '2025-05-21': ['late-1 6-thang: 6 bodies', 'late-list 6-thang (focal of the lead): 6 bodies'],
  '2025-05-22': [
    'late-head 6-thang (head of the lead): 6 bodies',
    'review-3 6-thang (division-head of the lead): so-y-te',
  ],
  '2025-05-23': [
    '6-thang draft 1 at 16:00: 29 of 35',
    `before-7 ${PLANS}: ubnd-huyen-mai-son, ubnd-huyen-song-ma, ${TWO.join(', ')}`,
  ],
  '2025-05-26': ['returned 6-thang: so-y-te'],
  '2025-05-27': ['6-thang draft 2 at 10:00: 33 of 35'],
  '2025-05-28': ['returned-eve 6-thang: so-y-te'],
  '2025-05-30': [
    '6-thang draft 3 at 10:00: 33 of 35',
    `before-2 ${PLANS}: ${TWO.join(', ')}`,
    `lead-due len-tren on 6-thang: ${LEAD}`, // seven working days before 10/6
  ],
  // Monday: the dispatch comes, and everybody is asked at once; -7 of 18/6 is within five days of that
  '2025-06-02': ['cv-3163 opens: 35 reports', 'opening cv-3163: 35 bodies'],
  '2025-06-03': [],
  '2025-06-04': [`late-1 ${PLANS}: ${TWO.join(', ')}`, `late-list ${PLANS} (focal of the lead): ${TWO.join(', ')}`],
  '2025-06-05': [`late-head ${PLANS} (head of the lead): ubnd-huyen-van-ho`],
  '2025-06-06': [`lead-due len-tren on 6-thang: ${LEAD}`],
  '2025-06-10': [`lead-due len-tren on 6-thang: ${LEAD}`], // issued later that morning
  '2025-06-16': ['before-2 cv-3163: so-y-te'],
  // “trước ngày 30/6” is Fri 27/6 for the lead; seven working days before it
  '2025-06-18': [`lead-due cv-3163-len-tren on cv-3163: ${LEAD}`],
  '2025-06-19': ['cv-3163 draft 1 at 10:00: 35 of 35'],
  '2025-06-24': ['cv-3163 closes'],
  // Tuesday: the districts have ended. They hear nothing; the lead is asked who follows them.
  '2025-07-01': [`event-question ke-nhiem-uy-ban-nhan-dan-cap-huyen: ${LEAD}`, ...QUESTIONS],
  '2025-07-04': ['6-thang closes', `6-thang unreported: ${BAC_YEN}, ${SOP_COP}`],
  '2025-07-15': [], // the communes are named: that is a dispatch on paper
  '2025-10-01': QUESTIONS, // nobody asks who follows the districts any more
  '2025-10-10': [`opening so-noi-vu-3: ${LEAD}`],
  '2025-10-22': [`before-7 so-noi-vu-3: ${LEAD}`],
  '2025-10-29': [`before-2 so-noi-vu-3: ${LEAD}`],
  '2025-11-03': ['nam opens: 98 reports', 'opening nam: 98 bodies'],
  '2025-11-13': ['before-7 nam: 38 bodies'],
  '2025-11-15': [], // Saturday: the campaign begins
  '2025-11-20': ['before-2 nam: 8 bodies'],
  '2025-11-24': [], // Monday, the last working day before 25/11
  '2025-11-25': [],
  '2025-11-26': [
    `late-1 nam: ${[...SILENT].sort().join(', ')}`,
    `late-list nam (focal of the lead): ${[...SILENT].sort().join(', ')}`,
    `lead-due len-tren on nam: ${LEAD}`, // seven working days before Fri 5/12
  ],
  '2025-11-27': [`late-head nam (head of the lead): ${[...SILENT].sort().join(', ')}`],
  '2025-11-28': ['nam draft 1 at 16:00: 94 of 98'],
  '2025-12-03': [`lead-due len-tren on nam: ${LEAD}`],
  '2025-12-04': ['nam draft 2 at 10:00: 95 of 98'],
  '2025-12-05': [`lead-due len-tren on nam: ${LEAD}`], // issued later that morning
  '2025-12-08': [],
  '2025-12-18': ['nam supplement 3 at 10:00: 97 of 98'],
  '2025-12-31': [],
};

describe('004 Sơn La 2025, day by day', () => {
  it(
    'two rounds, a dispatch of the Ministry between them, and communes in the place of districts',
    { timeout: WALK_MS },
    async () => {
      const walked = await walk({ ...file, activation, amended, script });
      expectWalked(walked, table);

      const [member] = lettersTo(walked, 'dau-moi@soyt.son-la.example', '2025-11-13');
      expect(member).toContain('thứ Hai 24/11/2025 (còn 7 ngày làm việc)');
      expect(member).toContain('“trước ngày 25/11 đối với báo cáo năm”');
      // What the head is asked rests on what was told to each body, and when.
      const [head] = lettersTo(walked, 'lanh-dao@sonv.son-la.example', '2025-11-27');
      const told = head?.split('\n').find((line) => line.includes('Sở Y tế')) ?? '';
      expect(told.match(/\d\d\/11\/2025/g)).toEqual(['03/11/2025', '13/11/2025', '20/11/2025', '26/11/2025']);
      expect(head).toContain('16 giờ 00 thứ Sáu 28/11/2025');
    },
  );
});
