import { describe, expect, it } from 'vitest';
import type { Stop } from '../../../dev/rehearsal/stops.ts';
import { realPlan } from '../../support/real-plan.ts';
import { expectWalked, walk, WALK_MS } from '../../support/walk.ts';
import type { Diary } from '../../support/walk-diary.ts';
import { scriptFor } from '../../support/walk-script.ts';
import { submission } from '../../support/submission.ts';

/**
 * Cà Mau 2017: the plan gives the lead “trước ngày 30 tháng 11 hàng năm” and its members no date. 41 reports: 9
 * districts, which are asked for Wed 15/11, and 32 others, for Mon 20/11; six of these are asked and not ordered, one
 * is the lead's own part.
 */
const plan = realPlan('ca-mau-2017');
const { reports, reportsBut, duty, upward, handIn, handInAs, accept, issue } = scriptFor(plan.activation, plan.year);

const PLANS = 'uy-ban-nhan-dan-cap-huyen-1';
const LEAD = 'so-lao-dong-thuong-binh-va-xa-hoi';
const LATE_DISTRICT = 'ubnd-huyen-dam-doi';
const UNION = 'hoi-lien-hiep-phu-nu-tinh';
const districts = plan.activation.organisations.filter(({ level }) => level === 'district').map(({ id }) => id);
const eightDistricts = reports('dinh-ky', ...districts.filter((id) => id !== LATE_DISTRICT));
const inTime = reportsBut('dinh-ky', ...districts, 'so-y-te', UNION);

describe('000 Cà Mau 2017, day by day', () => {
  it(
    'nobody answers, the lead neither: it is reminded of its own date until the year ends',
    { timeout: WALK_MS },
    async () => {
      const table: Diary = {
        '2017-01-18': [], // activated on this Wednesday; nothing is due yet
        // 20 working days after the issue on 13/1, with Tết between them, are Fri 17/2; 15 before that is Fri 20/1
        '2017-01-20': [`opening ${PLANS}: 9 bodies`],
        '2017-02-08': [`before-7 ${PLANS}: 9 bodies`],
        '2017-02-15': [`before-2 ${PLANS}: 9 bodies`],
        '2017-02-17': [], // the day proposed
        '2017-02-20': [`late-1 ${PLANS}: 9 bodies`, `late-list ${PLANS} (focal of the lead): 9 bodies`],
        '2017-02-21': [`late-head ${PLANS} (head of the lead): 9 bodies`],
        '2017-10-25': ['dinh-ky opens: 41 reports', 'opening dinh-ky: 9 bodies'],
        '2017-10-30': ['opening dinh-ky: 32 bodies'],
        '2017-11-06': ['before-7 dinh-ky: 9 bodies'],
        '2017-11-09': ['before-7 dinh-ky: 32 bodies'],
        '2017-11-13': ['before-2 dinh-ky: 9 bodies'],
        '2017-11-15': [], // Wednesday, the districts' last day
        '2017-11-16': [
          'before-2 dinh-ky: 32 bodies',
          'late-1 dinh-ky: 9 bodies',
          'late-list dinh-ky (focal of the lead): 9 bodies',
        ],
        '2017-11-17': ['late-head dinh-ky (head of the lead): 9 bodies'],
        // Monday, the others' last day; seven working days before the lead's own
        '2017-11-20': [`lead-due len-tren on dinh-ky: ${LEAD}`],
        // 26 are told, the lead's own contact among them; the six that are asked are not
        '2017-11-21': ['late-1 dinh-ky: 26 bodies', 'late-list dinh-ky (focal of the lead): 31 bodies'],
        '2017-11-22': ['late-head dinh-ky (head of the lead): 25 bodies'],
        '2017-11-23': ['dinh-ky draft 1 at 16:00: 0 of 41'],
        '2017-11-27': [`lead-due len-tren on dinh-ky: ${LEAD}`],
        '2017-11-29': [`lead-due len-tren on dinh-ky: ${LEAD}`], // Wednesday, the last working day before 30/11
        '2017-11-30': [], // the day named: nobody is late on it, and nobody hears anything
        '2017-12-01': [],
        '2017-12-06': [`lead-due len-tren on dinh-ky: ${LEAD}`],
        '2017-12-13': [`lead-due len-tren on dinh-ky: ${LEAD}`],
        '2017-12-20': [`lead-due len-tren on dinh-ky: ${LEAD}`],
        '2017-12-27': [`lead-due len-tren on dinh-ky: ${LEAD}`],
      };
      const walked = await walk({ ...plan, script: [] });
      expectWalked(walked, table);
    },
  );

  it('the lead issues on the day before: nothing more is said to it', { timeout: WALK_MS }, async () => {
    const script: Stop[] = [
      // Eight districts have drawn up their plans in time; the ninth too, and says so only when it is asked.
      ...handIn(
        '2017-02-14',
        duty(PLANS).filter((id) => !id.endsWith(LATE_DISTRICT)),
      ),
      ...accept(
        '2017-02-15',
        duty(PLANS).filter((id) => !id.endsWith(LATE_DISTRICT)),
      ),
      ...handInAs(
        '2017-02-20',
        duty(PLANS, LATE_DISTRICT),
        submission('2017-02-20', { official: null, doneOn: '2017-02-16' }),
      ),
      ...accept('2017-02-21', duty(PLANS, LATE_DISTRICT)),
      // Districts
      ...handIn('2017-11-10', eightDistricts),
      ...accept('2017-11-14', eightDistricts),
      ...handIn('2017-11-15', reports('dinh-ky', LATE_DISTRICT)),
      ...accept('2017-11-16', reports('dinh-ky', LATE_DISTRICT)),
      // All others but Sở Y tế, which comes two days late, and the Women's Union, which comes after the issue
      ...handIn('2017-11-15', inTime),
      ...accept('2017-11-17', inTime),
      ...handIn('2017-11-22', reports('dinh-ky', 'so-y-te')),
      ...accept('2017-11-23', reports('dinh-ky', 'so-y-te')),
      ...issue('2017-11-28', upward('len-tren', 'dinh-ky')),
      ...handIn('2017-12-05', reports('dinh-ky', UNION)),
      ...accept('2017-12-06', reports('dinh-ky', UNION)),
    ];
    const table: Diary = {
      '2017-01-20': [`opening ${PLANS}: 9 bodies`],
      '2017-02-08': [`before-7 ${PLANS}: 9 bodies`],
      '2017-02-15': [`before-2 ${PLANS}: ${LATE_DISTRICT}`],
      '2017-02-17': [],
      '2017-02-20': [`late-1 ${PLANS}: ${LATE_DISTRICT}`, `late-list ${PLANS} (focal of the lead): ${LATE_DISTRICT}`],
      '2017-02-21': [], // it has answered: the head need not know
      '2017-10-25': ['dinh-ky opens: 41 reports', 'opening dinh-ky: 9 bodies'],
      '2017-10-30': ['opening dinh-ky: 32 bodies'],
      '2017-11-06': ['before-7 dinh-ky: 9 bodies'],
      '2017-11-09': ['before-7 dinh-ky: 32 bodies'],
      '2017-11-13': [`before-2 dinh-ky: ${LATE_DISTRICT}`],
      '2017-11-15': [],
      '2017-11-16': [`before-2 dinh-ky: ${UNION}, so-y-te`],
      '2017-11-20': [`lead-due len-tren on dinh-ky: ${LEAD}`],
      // The Union is asked, not ordered: it stands in the official's list and hears nothing itself.
      '2017-11-21': ['late-1 dinh-ky: so-y-te', `late-list dinh-ky (focal of the lead): ${UNION}, so-y-te`],
      '2017-11-22': ['late-head dinh-ky (head of the lead): so-y-te'],
      '2017-11-23': ['dinh-ky draft 1 at 16:00: 40 of 41'],
      '2017-11-27': [`lead-due len-tren on dinh-ky: ${LEAD}`],
      '2017-11-28': [],
      '2017-11-29': [],
      '2017-11-30': [],
      '2017-12-06': ['dinh-ky closes', 'dinh-ky supplement 2 at 10:00: 41 of 41'],
    };
    const walked = await walk({ ...plan, script });
    expectWalked(walked, table);
    // The doing is dated, not the telling.
    const late = walked.status.find(({ id }) => id === duty(PLANS, LATE_DISTRICT)[0]);
    expect(late).toMatchObject({ received: '2017-02-16', timeliness: 'in-time', state: 'accepted' });
  });
});
