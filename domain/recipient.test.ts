import { describe, expect, it } from 'vitest';
import { body, inventedYear } from '../test/domain-fixture.ts';
import { inventedItem, inventedParty, inventedPlan } from '../importer/invented-plan.ts';
import { namedBehaviour } from './behaviour.ts';
import { previewYear } from './preview.ts';
import { recipientOf } from './recipient.ts';
import { RUNG_IDS } from './rung.ts';
import { localDateOf } from './time.ts';

describe('whom a rung is for', () => {
  const lead = body('so-noi-vu', 'Sở Nội vụ');
  const old = body('huyen-cu', 'Huyện Cũ', { from: '2020-01-01', to: '2026-06-30' });
  const readers = (day: string) => RUNG_IDS.map((rung) => recipientOf(rung, old, lead, day)?.organisation ?? null);

  it('somebody for every rung while the body exists, its first and its last day included', () => {
    for (const day of ['2020-01-01', '2026-06-30']) expect(readers(day)).not.toContain(null);
    expect(recipientOf('late-1', old, lead, '2026-06-30')).toMatchObject({
      reach: 'own-contact',
      organisation: 'huyen-cu',
    });
    expect(recipientOf('late-list', old, lead, '2026-06-30')).toMatchObject({
      reach: 'lead-internal',
      organisation: 'so-noi-vu',
    });
  });

  it('nobody before it began and after it ended, the lead’s lists neither', () => {
    for (const day of ['2019-12-31', '2026-07-01']) expect(new Set(readers(day))).toEqual(new Set([null]));
  });
});

it('a preview says nothing of a body from the day after its end on', () => {
  const plan = inventedPlan({
    parties: [inventedParty('so-noi-vu', 'Sở Nội vụ', 40), inventedParty('so-y-te', 'Sở Y tế', 41)],
    lead: 'so-noi-vu',
    items: [
      inventedItem('so-y-te-1', 'so-y-te', 41, {
        track: 'own',
        deadline: { kind: 'on-or-before', date: '2026-06-26', text: 'chậm nhất ngày 26/6' },
      }),
    ],
  });
  const told = (to: string | null) => {
    const bodies = [body('so-noi-vu', 'Sở Nội vụ'), body('so-y-te', 'Sở Y tế', { to })];
    const { activation, derived } = inventedYear(plan, {}, bodies);
    const { entries } = previewYear(activation, derived, namedBehaviour('silent', derived, activation), 2026);
    return entries
      .filter(({ obligation }) => obligation === 'an-ha/so-y-te-1/so-y-te')
      .map(({ at, rung }) => `${localDateOf(at).slice(5)} ${rung}`);
  };
  const all = told(null);
  expect(all.slice(-3)).toEqual(['06-29 late-1', '06-29 late-list', '06-30 late-head'].sort());
  expect(told('2026-06-29')).toEqual(all.slice(0, -1));
  expect(told('2026-06-24')).toEqual(all.filter((line) => line <= '06-24 z'));
});
