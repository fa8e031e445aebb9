import { describe, expect, it } from 'vitest';
import { demonstrationOn } from '../../dev/demonstration/plan.ts';
import { type Activation, activationOf } from '../../domain/activation.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { inventedItem, inventedPlan } from '../../importer/invented-plan.ts';
import { CALENDAR, inventedYear, SLOTS } from '../../test/domain-fixture.ts';
import { refuseUnready } from './readiness.ts';

const APPROVED: Partial<Schedule> = {
  approval: { by: 'Nguyễn Văn Mẫu', title: 'Giám đốc', basis: 'Phiếu trình số 1' },
};

const activated = (plan: Plan, schedule: Partial<Schedule> = {}): Activation =>
  inventedYear(plan, { ...APPROVED, ...schedule }).activation;

function refusal(activation: Activation, files?: { plan: string; schedule: string }): Refusal {
  try {
    refuseUnready(activation, files);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a plan is activated', () => {
  it('when its text is whole and its lead has decided the rest', () => {
    expect(() => refuseUnready(activated(inventedPlan()))).not.toThrow();
  });

  it('as the demonstration is, on whatever day it starts', () => {
    for (const day of ['2025-08-29', '2026-02-10', '2026-12-30']) {
      const demonstration = activationOf({ ...demonstrationOn(day, SLOTS), calendar: CALENDAR });
      expect(() => refuseUnready(demonstration)).not.toThrow();
    }
  });
});

describe('it is refused', () => {
  const { document } = inventedPlan();

  it('without number or date, and tells how much more there is', () => {
    const { code, message } = refusal(activated(inventedPlan({ document: { ...document, number: null, date: null } })));
    expect(code).toBe('number-blank');
    expect(message).toMatch(/^Chưa thể kích hoạt kế hoạch “an-ha”: .*số, ký hiệu.*; còn 01 điểm khác/);
  });

  it('with what only the lead can decide, by the place that decides it', () => {
    const items = [...inventedPlan().items, inventedItem('so-y-te-2', 'so-y-te', 42, { track: 'own' })];
    const files = { plan: 'an-ha.yaml', schedule: 'schedules/an-ha.yaml' };
    const { code, message, place } = refusal(activated(inventedPlan({ items })), files);
    expect([code, place.file]).toEqual(['item-date', 'schedules/an-ha.yaml']);
    expect(message).toContain('“items.so-y-te-2”');
    expect(message).not.toContain('điểm khác');
  });

  it('with a name that nothing bears', () => {
    const { code, message } = refusal(activated(inventedPlan(), { rounds: { quy: { omitted: true } } }));
    expect([code, message]).toEqual(['name-unknown', expect.stringContaining('“quy”') as string]);
  });

  it('on a day before its issue', () => {
    const { code, message } = refusal(activated(inventedPlan(), { activatedOn: '2026-02-02' }));
    expect(code).toBe('activated-before-issue');
    expect(message).toContain('thứ Ba 03/02/2026');
  });

  it('without its lead, before anything is computed from it', () => {
    const activation = { ...activated(inventedPlan()), plan: inventedPlan({ lead: '' }) };
    expect(refusal(activation).code).toBe('lead-missing');
  });

  it('but not for what only has to be seen', () => {
    const references = [{ ref: '12/KH-UBND', role: 'targets' as const, file: null }];
    const [objective] = inventedPlan().objectives;
    const indicators = (objective?.indicators ?? []).map((one) => ({ ...one, text: null, targets: [] }));
    const objectives = [{ no: '1', title: null, indicators }];
    expect(() => refuseUnready(activated(inventedPlan({ references, objectives })))).not.toThrow();
  });
});
