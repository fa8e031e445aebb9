import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nameKey } from '../domain/party.ts';
import type { Plan, Source } from '../domain/plan.ts';
import { readOrganisationsFile, readScheduleFile } from '../importer/plan-file.ts';
import { documentOf, fold, planOf, PLANS, STEMS } from './fixture.ts';

/** What must be counted in the document that a plan was read from. */
const COUNTS: Record<string, [parties: number, items: number, owners: number, rounds: number]> = {
  'ca-mau-2017': [14, 24, 0, 2],
  'ha-noi-2018': [12, 33, 0, 4],
  'kon-tum-2021': [7, 14, 0, 2],
  'ngoc-hoi-2023': [8, 18, 0, 3],
  'son-la-2025': [15, 40, 17, 3],
};

function sourcesOf(plan: Plan): Source[] {
  const indicators = plan.objectives.flatMap((objective) => objective.indicators);
  const findings = plan.findings.flatMap(({ source }) => (source ? [{ source }] : []));
  return [...plan.parties, ...indicators, ...plan.items, ...plan.rounds, ...findings].map(({ source }) => source);
}

/** Why a quote is not as it must be, or null. */
function faultOf({ line, quote }: Source, lines: string[], whole: string): string | null {
  const words = quote.split(' ').length;
  if (words < 4 || words > 12) return `${words} words`;
  if (!lines[line - 1]?.includes(quote)) return `not in line ${line}`;
  return whole.split(quote).length === 2 ? null : 'not unique';
}

describe.each(STEMS)('%s', (stem) => {
  const counts = COUNTS[stem];

  test.runIf(counts)('has the counts of its document', () => {
    const plan = planOf(stem);
    const owners = plan.objectives.flatMap(({ indicators }) => indicators.flatMap((indicator) => indicator.owners));
    expect([plan.parties.length, plan.items.length, owners.length, plan.rounds.length]).toEqual(counts);
  });

  test.runIf(counts)('quotes its document word for word', (context) => {
    const text = documentOf(stem);
    if (text === null) {
      expect(process.env['CI'], 'the documents must be there in CI').not.toBe('true');
      context.skip('the extracted documents are not beside the repository');
      return;
    }
    const lines = text.split('\n').map(fold);
    const faults = sourcesOf(planOf(stem)).map((source) => ({ ...source, fault: faultOf(source, lines, fold(text)) }));
    expect(faults.filter(({ fault }) => fault !== null)).toEqual([]);
  });

  test.runIf(counts)('has titles of at most 20 words that begin with the words of the text', (context) => {
    const text = documentOf(stem);
    if (text === null) return context.skip('the extracted documents are not beside the repository');
    const lines = text.split('\n').map(fold);
    const wrong = planOf(stem).items.filter(({ title, source }) => {
      const begins = (title.split(' …')[0] ?? '').replace(/”$/, '');
      return title.split(' ').length > 20 || !lines[source.line - 1]?.includes(begins);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  const organisationsPath = join(PLANS, 'organisations', `${stem}.yaml`);
  const schedulePath = join(PLANS, 'schedules', `${stem}.yaml`);

  test.runIf(existsSync(schedulePath))('has a schedule that names only what is there', () => {
    const plan = planOf(stem);
    const schedule = readScheduleFile(schedulePath);
    const bodies = new Set(readOrganisationsFile(organisationsPath).organisations.map(({ id }) => id));
    const parties = new Set(plan.parties.map(({ id }) => id));
    const items = new Set(plan.items.map(({ id }) => id));
    // The two that are proposed where a plan asks its members for no report are known by these names.
    const rounds = new Set([...plan.rounds.map(({ id }) => id), '6-thang', 'nam']);
    const named = [
      ...Object.values(schedule.participants).flat(),
      ...schedule.successions.flatMap(({ organisations }) => organisations),
      ...Object.values(schedule.items).flatMap(({ organisations }) => organisations ?? []),
    ];
    expect(named.filter((id) => !bodies.has(id))).toEqual([]);
    const heads = [...Object.keys(schedule.participants), ...schedule.successions.map(({ party }) => party)];
    expect(heads.filter((id) => !parties.has(id))).toEqual([]);
    expect(Object.keys(schedule.items).filter((id) => !items.has(id))).toEqual([]);
    expect(Object.keys(schedule.rounds).filter((id) => !rounds.has(id))).toEqual([]);
    expect(schedule.activatedOn >= (plan.document.date ?? '')).toBe(true);
  });

  test.runIf(existsSync(organisationsPath))('writes to nobody real', () => {
    const { organisations } = readOrganisationsFile(organisationsPath);
    const addresses = organisations.flatMap(({ contacts }) => contacts.map(({ email }) => email ?? ''));
    expect(addresses.filter((email) => !email.endsWith('.example'))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

describe('son-la-2025 in particular', () => {
  const { organisations } = readOrganisationsFile(join(PLANS, 'organisations/son-la-2025.yaml'));
  const ofLevel = (level: string) => organisations.filter((one) => one.level === level);

  test('has 12 districts until 30/6/2025 and 75 communes after, each the successor of one district', () => {
    expect(ofLevel('district').map(({ to }) => to)).toEqual(Array(12).fill('2025-06-30'));
    const communes = ofLevel('commune');
    expect(communes.map(({ from }) => from)).toEqual(Array(75).fill('2025-07-01'));
    expect(communes.filter(({ name }) => name.startsWith('Ủy ban nhân dân phường '))).toHaveLength(8);
    expect(new Set(communes.map(({ name }) => nameKey(name))).size).toBe(75);
    const successors = ofLevel('district').flatMap(({ succeededBy }) => succeededBy.map(({ id }) => id));
    expect(successors.toSorted()).toEqual(communes.map(({ id }) => id).toSorted());
  });

  test('everybody has a contact and, the superiors apart, a head; the lead has its own line', () => {
    const roles = new Map(organisations.map(({ id, contacts }) => [id, contacts.map(({ role }) => role)]));
    expect(roles.get('so-noi-vu')).toEqual(['focal', 'division-head', 'head', 'registry']);
    const members = organisations.filter(({ id }) => !['so-noi-vu', 'ubnd-tinh', 'bo-noi-vu'].includes(id));
    expect(members.filter(({ id }) => roles.get(id)?.join() !== 'focal,head')).toEqual([]);
    expect(organisations[0]?.id).toBe('so-noi-vu');
  });
});
