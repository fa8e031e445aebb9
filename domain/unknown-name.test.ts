import { describe, expect, it } from 'vitest';
import { body, onOrBefore, scheduleWith, sonLa } from '../test/domain-fixture.ts';
import { inventedIndicator, inventedItem, inventedPlan } from '../importer/invented-plan.ts';
import type { Schedule } from './schedule.ts';
import { unknownNames } from './unknown-name.ts';

const plan = inventedPlan({
  items: [
    inventedItem('so-y-te-1', 'so-y-te', 41),
    inventedItem('so-y-te-2', 'so-y-te', 42, {
      track: 'await',
      deadline: { kind: 'after-event', event: 'hướng dẫn của Bộ', text: 'sau hướng dẫn của Bộ' },
    }),
  ],
  objectives: [{ no: '1', title: null, indicators: [inventedIndicator('1.1')] }],
});
const bodies = [body('so-y-te', 'Sở Y tế'), body('phong-a', 'Phòng A')];
const found = (schedule: Partial<Schedule>) =>
  unknownNames(scheduleWith(schedule), plan, bodies).map(({ path, message }) => [path.join('.'), message]);

const owner = (party: string) => ({ owners: [{ party, role: 'report' as const, scope: null }] });
const succession = { on: '2026-07-01', selector: null, basis: 'công văn' };
const added = {
  ...{ id: 'dot-xuat', name: 'Báo cáo đột xuất', kind: 'ad-hoc' as const, deadline: onOrBefore('2026-06-30') },
  ...{ addedOn: '2026-06-01', upward: null, basis: 'công văn' },
};

describe('a name in a schedule that nothing bears', () => {
  it.each<[string, Partial<Schedule>, string]>([
    ['party', { participants: { 'so-x': [] } }, 'đối tượng “so-x” không có trong Kế hoạch'],
    ['organisation', { participants: { 'so-y-te': ['so-x'] } }, 'cơ quan “so-x” không có trong danh sách cơ quan'],
    ['succeeded party', { successions: [{ ...succession, party: 'so-x', organisations: [] }] }, 'đối tượng “so-x”'],
    ['successor', { successions: [{ ...succession, party: 'so-y-te', organisations: ['so-x'] }] }, 'cơ quan “so-x”'],
    ['item', { items: { 'so-y-te-9': { asProposed: true } } }, 'nhiệm vụ “so-y-te-9” không có trong Kế hoạch'],
    ['body of an item', { items: { 'so-y-te-1': { organisations: ['so-x'] } } }, 'cơ quan “so-x”'],
    [
      'round',
      { rounds: { quy: { omitted: true } } },
      'kỳ báo cáo “quy” không có trong Kế hoạch, chỉ có “nam” và “len-tren”',
    ],
    ['members’ round', { rounds: { 'len-tren': { upward: { quy: onOrBefore('2026-12-17') } } } }, 'kỳ báo cáo “quy”'],
    ['indicator', { indicators: { '1.9': owner('so-y-te') } }, 'chỉ tiêu “1.9” không có trong Kế hoạch, chỉ có “1.1”'],
    ['owner', { indicators: { '1.1': owner('so-x') } }, 'đối tượng hoặc cơ quan “so-x”'],
    [
      'event',
      { events: { 'bầu cử': { on: '2026-05-23' } } },
      'sự kiện “bầu cử” không có trong Kế hoạch, chỉ có “hướng dẫn của Bộ”',
    ],
    ['party of a round', { addedRounds: [{ ...added, from: ['so-x'], items: null }] }, 'đối tượng “so-x”'],
    ['item of a round', { addedRounds: [{ ...added, from: null, items: ['so-x-1'] }] }, 'nhiệm vụ “so-x-1”'],
  ])('%s', (_, schedule, words) => {
    const all = found(schedule);
    expect(all).toHaveLength(1);
    expect(all[0]?.[1]).toContain(words);
  });

  it('is told with the place it stands at', () => {
    expect(found({ participants: { 'so-y-te': ['phong-a', 'so-x'] } })[0]?.[0]).toBe('participants.so-y-te.1');
  });

  it('is none where plan, bodies or the schedule itself know it', () => {
    const known: Partial<Schedule> = {
      participants: { 'so-y-te': ['phong-a'] },
      items: { 'so-y-te-1': { track: 'await', event: 'yêu cầu của tỉnh' } },
      rounds: { nam: {}, 'len-tren': { upward: { nam: onOrBefore('2026-12-17') } }, 'dot-xuat': {} },
      indicators: { '1.1': owner('phong-a') },
      events: { 'hướng dẫn của Bộ': { on: '2026-05-23' }, 'yêu cầu của tỉnh': { on: '2026-05-23' } },
      addedRounds: [{ ...added, from: ['so-y-te'], items: ['so-y-te-1'] }],
    };
    expect(found(known)).toEqual([]);
  });

  it('knows the rounds that are proposed where a plan has none, and those left out', () => {
    const rounds = { '6-thang': { omitted: true }, nam: { asProposed: true }, 'len-tren': {} } as const;
    expect(unknownNames(scheduleWith({ rounds }), { ...plan, rounds: [] }, bodies)).toEqual([]);
  });

  it('knows all names of Sơn La', () => {
    const { schedule, plan: signed, organisations } = sonLa().activation;
    expect(unknownNames(schedule, signed, organisations)).toEqual([]);
  });
});
