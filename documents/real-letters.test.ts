import { describe, expect, it } from 'vitest';
import { type Activation, leadOf, type Obligation } from '../domain/activation.ts';
import { derive } from '../domain/derivation.ts';
import { forbiddenWordIn } from '../domain/forbidden-words.ts';
import type { Matter } from '../domain/letter.ts';
import { includedIn } from '../domain/matter-contents.ts';
import { RUNG_IDS, type RungId } from '../domain/rung.ts';
import { realPlan, type RealPlan } from '../test/support/real-plan.ts';
import { renderLetter } from './letter.ts';
import { fittingMatter, leadLetter, letter } from './letter/sample.ts';

const PLANS: RealPlan[] = ['ca-mau-2017', 'ha-noi-2018', 'kon-tum-2021', 'ngoc-hoi-2023', 'son-la-2025'];

/** What a real obligation says of itself, in a letter of some rung. */
function matterOf(rung: RungId, obligation: Obligation, activation: Activation): Matter {
  const { plan, schedule, organisations } = activation;
  const { number, date, issuer, title } = plan.document;
  const items = plan.items.filter(({ id }) => obligation.items.includes(id));
  const given = fittingMatter(rung);
  return {
    ...given,
    plan: { number, date, issuer, title },
    name: obligation.name,
    includes: includedIn(obligation, items, activation),
    organisationName: organisations.find(({ id }) => id === obligation.organisation)?.name ?? obligation.organisation,
    basis: schedule.successions.find(({ party }) => party === obligation.party)?.basis ?? null,
    targetDay: obligation.deadline?.targetDay ?? null,
    namedDay: obligation.deadline?.namedDay ?? null,
    why: obligation.deadline?.why ?? [],
    event: obligation.event,
    dateIsNew: true,
    returned: given.returned && { ...given.returned, items: items.map((item) => item.title) },
  };
}

/** One of each kind: seventy communes owe the same in the same words. */
function kinds(activation: Activation): Obligation[] {
  const relationOf = (id: string) => activation.organisations.find((body) => body.id === id)?.relation;
  const known = new Map<string, Obligation>();
  for (const obligation of derive(activation).obligations) {
    const { name, items, organisation, requested } = obligation;
    known.set([name, items.join(), relationOf(organisation), requested].join('|'), obligation);
  }
  return [...known.values()];
}

describe('letters in the words of real plans', () => {
  it.each(PLANS)('%s: the plan’s own words are quoted, ours hold nothing forbidden', (id) => {
    const { activation } = realPlan(id);
    const all = kinds(activation);
    expect(all.length).toBeGreaterThan(5);
    const bodies = new Map([...activation.organisations, leadOf(activation)].map((body) => [body.id, body]));
    for (const obligation of all) {
      const body = bodies.get(obligation.organisation);
      for (const rung of RUNG_IDS) {
        const matters = [matterOf(rung, obligation, activation)];
        const given = letter(matters, {}, body?.relation);
        const to = {
          ...given.to,
          organisationName: matters[0]?.organisationName ?? '',
          requested: obligation.requested,
        };
        for (const written of [{ ...given, to }, leadLetter(matters, given.lead.official)]) {
          const { subject, text, html, events = [] } = renderLetter(written);
          const told = [subject, text, html, ...events.flatMap(({ title, description }) => [title, description])];
          expect(
            told.map(forbiddenWordIn).filter((word) => word !== null),
            `${rung}: ${text}`,
          ).toEqual([]);
          expect(subject.length, subject).toBeLessThanOrEqual(190);
          expect(subject + text, text).not.toMatch(/undefined|null|NaN|\{\{|,,|\.\. |\( *\)/);
        }
      }
    }
  });
});
