import { describe, expect, it } from 'vitest';
import { body, scheduleWith, sonLa } from '../test/domain-fixture.ts';
import { inventedParty, inventedPlan } from '../importer/invented-plan.ts';
import type { Organisation } from './organisation.ts';
import { expandParties, nameKey } from './party.ts';
import type { Party } from './plan.ts';
import type { PartySuccession, Schedule } from './schedule.ts';

const party = (id: string, name: string, changes: Partial<Party> = {}): Party => ({
  ...inventedParty(id, name, 40),
  ...changes,
});
const group = (id: string, changes: Partial<Party>) => party(id, `nhóm ${id}`, { kind: 'group', ...changes });
const everyLevel = (level: 'department' | 'commune' | 'district' | 'all-others', except: string[] = []) => ({
  level,
  except,
});

const HEALTH = body('so-y-te', 'Sở Y tế', { aliases: ['SYT'] });
const SCHOOLS = body('so-giao-duc', 'Sở Giáo dục và Đào tạo');
const POLICE = body('cong-an', 'Công an tỉnh', { level: 'branch' });
const TOWN = body('xa-an-ha', 'Ủy ban nhân dân xã An Hà', { level: 'commune', from: '2026-07-01' });
const DISTRICT = body('huyen-an-ha', 'Ủy ban nhân dân huyện An Hà', { level: 'district', to: '2026-06-30' });
const BODIES = [HEALTH, SCHOOLS, POLICE, TOWN, DISTRICT];

/** Who stands for each party, by id. */
function expanded(parties: Party[], bodies: Organisation[], schedule: Partial<Schedule> = {}, day = '2026-03-02') {
  const expansion = expandParties(inventedPlan({ parties }), bodies, scheduleWith(schedule), day);
  return Object.fromEntries(parties.map(({ id }) => [id, expansion.organisationsOf(id).map((one) => one.id)]));
}

describe('names as they are compared', () => {
  it.each([
    ['Hoà', 'Hòa'],
    ['Uỷ ban nhân dân', 'Ủy ban nhân dân'],
    ['Sở  Y tế ', 'sở y tế'],
    ['thuỷ lợi', 'THỦY LỢI'],
    ['Khoẻ', 'khỏe'],
    ['Quý', 'Quý'.normalize('NFD')],
  ])('“%s” and “%s” are one', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['mà', 'má'],
    ['hoa', 'hòa'],
    ['Đà', 'Dà'],
    ['tư', 'tu'],
    ['tân', 'tan'],
    ['Sở Y tế', 'Sở Ytế'],
    // the tone stays with its own word
    ['Mường Lá', 'Mướng La'],
  ])('“%s” and “%s” are two', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});

describe('a party that names one body', () => {
  it('is found by id, by name, by short name and by alias, and not by a part of its name', () => {
    const parties = ['so-y-te', 'a', 'b'].map((id, index) => party(id, ['khác', 'Sở Y Tế', 'SYT'][index] ?? ''));
    expect(Object.values(expanded(parties, BODIES))).toEqual([['so-y-te'], ['so-y-te'], ['so-y-te']]);
    expect(expanded([party('y-te', 'Y tế')], BODIES)).toEqual({ 'y-te': ['y-te'] });
  });

  it('stands for itself where nobody ever bore its name', () => {
    const plan = inventedPlan({ parties: [party('so-moi', 'Sở Mới')] });
    const [own] = expandParties(plan, BODIES, scheduleWith({}), '2026-03-02').organisationsOf('so-moi');
    expect([own?.name, own?.contacts[0]?.email]).toEqual(['Sở Mới', 'dau-moi@so-moi.example']);
  });

  it('has nobody after its body has ceased, until a successor is named: no round opens towards it', () => {
    const parties = [party('huyen-an-ha', 'Ủy ban nhân dân huyện An Hà')];
    expect(expanded(parties, BODIES, {}, '2026-06-30')).toEqual({ 'huyen-an-ha': ['huyen-an-ha'] });
    expect(expanded(parties, BODIES, {}, '2026-07-01')).toEqual({ 'huyen-an-ha': [] });
  });
});

describe('a group', () => {
  it('takes its members and all of a level, less its exceptions', () => {
    const parties = [group('nhom', { members: ['Công an tỉnh'], selector: everyLevel('department', ['SYT']) })];
    expect(expanded(parties, BODIES)).toEqual({ nhom: ['so-giao-duc', 'cong-an'] });
  });

  it('leaves out the bodies that the plan names apart', () => {
    const apart = [group('nhom', { selector: everyLevel('department') }), party('so-y-te', 'Sở Y tế')];
    expect(expanded(apart, BODIES)).toEqual({ nhom: ['so-giao-duc'], 'so-y-te': ['so-y-te'] });
    expect(expanded(apart.slice(0, 1), BODIES)).toEqual({ nhom: ['so-y-te', 'so-giao-duc'] });
  });

  it('takes “all others” as departments, branches, mass organisations and press, not as lower levels', () => {
    const parties = [group('khac', { selector: everyLevel('all-others') }), party('so-y-te', 'Sở Y tế')];
    expect(expanded(parties, BODIES)['khac']).toEqual(['so-giao-duc', 'cong-an']);
  });

  it('takes only those who exist on the day', () => {
    const parties = [
      group('xa', { selector: everyLevel('commune') }),
      group('huyen', { selector: everyLevel('district') }),
    ];
    expect(expanded(parties, BODIES, {}, '2026-06-30')).toEqual({ xa: [], huyen: ['huyen-an-ha'] });
    expect(expanded(parties, BODIES, {}, '2026-07-01')).toEqual({ xa: ['xa-an-ha'], huyen: [] });
  });

  it('takes in no other party that stands for itself, only its own', () => {
    const parties = [group('cac-so', { selector: everyLevel('department') }), group('bao', { members: ['Báo An Hà'] })];
    const standIns = parties.map(({ id, name }) => body(id, name));
    expect(expanded(parties, standIns)).toEqual({ 'cac-so': ['cac-so'], bao: ['bao'] });
  });

  it('is whoever was ticked at activation, where somebody was', () => {
    const parties = [group('nhom', { selector: everyLevel('department') })];
    expect(expanded(parties, BODIES, { participants: { nhom: ['cong-an'] } })).toEqual({ nhom: ['cong-an'] });
    expect(expanded(parties, BODIES, { participants: { nhom: [] } })).toEqual({ nhom: [] });
  });
});

describe('a succession', () => {
  const parties = [group('huyen', { selector: everyLevel('district') })];
  const to = (on: string, changes: Partial<PartySuccession>): PartySuccession => ({
    party: 'huyen',
    on,
    selector: null,
    organisations: [],
    basis: 'Công văn 1/SNV (đặt ra)',
    ...changes,
  });
  const communes = to('2026-07-01', { selector: everyLevel('commune') });

  it('takes the place of the party from its day on, not before', () => {
    expect(expanded(parties, BODIES, { successions: [communes] }, '2026-06-30')).toEqual({ huyen: ['huyen-an-ha'] });
    expect(expanded(parties, BODIES, { successions: [communes] }, '2026-07-01')).toEqual({ huyen: ['xa-an-ha'] });
  });

  it('is the latest one by its day, however the file lists them', () => {
    const health = to('2026-08-01', { organisations: ['so-y-te'] });
    const both = (successions: PartySuccession[]) => expanded(parties, BODIES, { successions }, '2026-09-01')['huyen'];
    expect(both([communes, health])).toEqual(['so-y-te']);
    expect(both([health, communes])).toEqual(['so-y-te']);
  });

  it('of another party changes nothing', () => {
    const other = { ...communes, party: 'xa' };
    expect(expanded(parties, BODIES, { successions: [other] }, '2026-07-01')).toEqual({ huyen: [] });
  });
});

describe('the parties of Sơn La 2025', () => {
  const { activation } = sonLa();
  const sizeOf = (id: string, day: string) =>
    expandParties(activation.plan, activation.organisations, activation.schedule, day).organisationsOf(id).length;

  it('are 12 districts in May and the 75 communes in November', () => {
    expect(sizeOf('uy-ban-nhan-dan-cap-huyen', '2025-05-09')).toBe(12);
    expect(sizeOf('uy-ban-nhan-dan-cap-huyen', '2025-11-03')).toBe(75);
  });

  it('are those that the lead ticked among the departments, press and mass organisations', () => {
    expect(['cac-so-ban-nganh', 'dai-va-bao', 'mttq', 'so-y-te'].map((id) => sizeOf(id, '2025-05-09'))).toEqual([
      15, 2, 2, 1,
    ]);
  });
});
