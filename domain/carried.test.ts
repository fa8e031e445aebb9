import { describe, expect, it } from 'vitest';
import { realYear, STEMS } from '../test/domain-fixture.ts';
import { assigneesOf } from './activation.ts';
import { derive } from './derivation.ts';
import { expandParties } from './party.ts';
import type { PlanItem } from './plan.ts';
import { trackOf } from './track.ts';

/** Spans of activity beside the first date are no second date. */
const datesOf = (item: PlanItem, decided: PlanItem['also'] | undefined): number =>
  (decided ?? [item.deadline, ...item.also.filter(({ kind }) => kind !== 'window' && kind !== 'ongoing')]).length;

describe.each(STEMS)('%s: no duty is left out, or carried twice in a round', (stem) => {
  const { activation, derived } = realYear(stem);
  const { plan, organisations, schedule } = activation;
  const bodiesOn = (item: PlanItem, day: string): string[] =>
    assigneesOf(item, expandParties(plan, organisations, schedule, day), schedule).map(({ id }) => id);
  const carriers = (item: PlanItem, round: string | null): string[] =>
    derived.obligations
      .filter((one) => one.items.includes(item.id) && one.round === round)
      .map(({ organisation }) => organisation)
      .toSorted();
  const ofTrack = (...tracks: string[]): PlanItem[] =>
    plan.items.filter((item) => tracks.includes(trackOf(item, schedule)));
  const rounds = derived.rounds.filter(({ covers }) => covers === 'items');

  it('what is told in reports is told by each body that owes it, once in every round', () => {
    expect(rounds.length).toBeGreaterThan(0);
    for (const item of ofTrack('line', 'figure')) {
      for (const { id, opensOn } of rounds) {
        expect([item.id, carriers(item, id)]).toEqual([item.id, bodiesOn(item, opensOn).toSorted()]);
        expect(carriers(item, id).length).toBeGreaterThan(0);
      }
      expect(carriers(item, null)).toEqual([]);
    }
  });

  it('what has a date or an event of its own is carried once for each of its dates, and by no report', () => {
    for (const item of ofTrack('own', 'await')) {
      const times = datesOf(item, schedule.items[item.id]?.deadlines);
      const owing = bodiesOn(item, schedule.activatedOn).flatMap((id) => Array<string>(times).fill(id));
      expect([item.id, carriers(item, null)]).toEqual([item.id, owing.toSorted()]);
      expect(owing.length).toBeGreaterThan(0);
      expect(derived.rounds.flatMap(({ id }) => carriers(item, id))).toEqual([]);
    }
  });

  it('what is context, or the duty to report, is carried by nothing', () => {
    const none = new Set(ofTrack('none').map(({ id }) => id));
    expect(derived.obligations.filter(({ items }) => items.some((id) => none.has(id)))).toEqual([]);
  });

  it('each body has one report in a round, and each obligation an id of its own, years on', () => {
    const { obligations } = derive(activation, Number(stem.slice(-4)) + 2);
    const reports = obligations
      .filter(({ kind }) => kind === 'report')
      .map(({ round, organisation }) => `${round} ${organisation}`);
    expect(new Set(reports).size).toBe(reports.length);
    expect(new Set(obligations.map(({ id }) => id)).size).toBe(obligations.length);
  });
});
