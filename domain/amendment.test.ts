import { describe, expect, it } from 'vitest';
import { body, inventedYear, onOrBefore, scheduleWith, sonLa } from '../test/domain-fixture.ts';
import { inventedItem, inventedParty, inventedPlan } from '../importer/invented-plan.ts';
import type { Derived } from './activation.ts';
import { compareDerived } from './amendment.ts';
import type { Schedule } from './schedule.ts';

const parties = [inventedParty('so-y-te', 'Sở Y tế', 40), inventedParty('so-tu-phap', 'Sở Tư pháp', 44)];
const items = [
  inventedItem('so-y-te-1', 'so-y-te', 41),
  inventedItem('so-tu-phap-1', 'so-tu-phap', 45),
  inventedItem('so-tu-phap-2', 'so-tu-phap', 46, { track: 'own', deadline: onOrBefore('2026-05-29') }),
];
const plan = inventedPlan({ parties, items, objectives: [] });
const bodies = [body('so-y-te', 'Sở Y tế'), body('so-tu-phap', 'Sở Tư pháp')];
const with_ = (schedule: Partial<Schedule>): Derived => inventedYear(plan, schedule, bodies).derived;
const before = with_({});
const all = new Set(before.obligations.map(({ id }) => id));
const compare = (schedule: Partial<Schedule>, written = all) => compareDerived(before, with_(schedule), written);

describe('an amendment', () => {
  it('that changes nothing keeps everything', () => {
    const same = compare(scheduleWith({}));
    expect(same.kept.toSorted()).toEqual([...all].toSorted());
    expect({ ...same, kept: [] }).toEqual({
      ...{ kept: [], changed: [], cancelled: [], added: [], roundsChanged: [], roundsAdded: [], roundsCancelled: [] },
    });
  });

  it('of one date moves that obligation alone, and tells both days', () => {
    const moved = compare({ items: { 'so-tu-phap-2': { deadlines: [onOrBefore('2026-06-12')] } } });
    expect(
      moved.changed.map(({ obligation, shift }) => [obligation.id, shift?.from?.targetDay, shift?.to?.targetDay]),
    ).toEqual([['an-ha/so-tu-phap-2/so-tu-phap', '2026-05-29', '2026-06-12']]);
    expect(moved.kept).toHaveLength(all.size - 1);
  });

  it('of a round’s date moves its reports and the round, not what the lead owes by a date of its own', () => {
    const moved = compare({ rounds: { nam: { deadline: onOrBefore('2026-11-20') } } });
    expect(moved.changed.map(({ obligation }) => obligation.id)).toEqual([
      'an-ha/nam/2026/so-y-te',
      'an-ha/nam/2026/so-tu-phap',
    ]);
    expect(moved.roundsChanged.map(({ id, opensOn }) => [id, opensOn])).toEqual([['an-ha/nam/2026', '2026-10-30']]);
  });

  it('that makes an item its own takes it out of the report and adds an obligation', () => {
    const own = compare({ items: { 'so-tu-phap-1': { track: 'own', deadlines: [onOrBefore('2026-09-18')] } } });
    expect(own.added.map(({ id }) => id)).toEqual(['an-ha/so-tu-phap-1/so-tu-phap']);
    expect(own.cancelled).toEqual(['an-ha/nam/2026/so-tu-phap']);
  });

  it('leaves alone what is a decision of its own: an item that was split off, a part that was reassigned', () => {
    const written = new Set([...all, 'an-ha/so-y-te-1/so-tu-phap/2026']);
    const moved = compare({ rounds: { nam: { deadline: onOrBefore('2026-11-20') } } }, written);
    expect(JSON.stringify(moved)).not.toContain('an-ha/so-y-te-1/so-tu-phap/2026');
  });

  it('adds a round that a dispatch asks for, with its own dates', () => {
    const round = {
      ...{ id: 'cv-31', name: 'Báo cáo nhanh', kind: 'ad-hoc' as const, from: ['so-y-te'], items: null },
      ...{ deadline: onOrBefore('2026-06-18'), addedOn: '2026-06-02', basis: 'Công văn số 31/BNV' },
      upward: { to: ['Bộ Nội vụ'], deadline: onOrBefore('2026-06-30') },
    };
    const added = compare({ addedRounds: [round] });
    expect(added.roundsAdded.map(({ id, opensOn, consolidationOn }) => [id, opensOn, consolidationOn])).toEqual([
      ['an-ha/cv-31/2026', '2026-06-02', '2026-06-23'],
    ]);
    expect(added.added.map(({ id, deadline }) => [id, deadline?.targetDay])).toEqual([
      ['an-ha/cv-31/2026/so-y-te', '2026-06-18'],
      ['an-ha/cv-31-len-tren/2026-cv-31/so-y-te', '2026-06-30'],
    ]);
  });

  it('that names successors takes the question away', () => {
    const { activation, derived } = sonLa({ successions: [] });
    const question = 'son-la-2025/ke-nhiem-uy-ban-nhan-dan-cap-huyen/so-noi-vu/2025';
    const written = new Set(derived.obligations.filter(({ round }) => round === null).map(({ id }) => id));
    expect([...written]).toContain(question);
    const named = compareDerived(derived, sonLa().derived, written);
    expect(named.cancelled).toEqual([question]);
    expect(named.added.filter(({ round }) => round === 'son-la-2025/nam/2025')).toHaveLength(75);
    expect(activation.schedule.successions).toEqual([]);
  });
});
