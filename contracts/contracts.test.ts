import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { behaviourFile } from './behaviour.ts';
import { planPreviewDocument, statusDocument } from './cli.ts';
import { deadline } from './deadline.ts';
import { schemaFiles } from './json-schema.ts';
import { organisationsFile } from './organisations.ts';
import { policy } from './policy.ts';
import type { Same } from './same.ts';
import { submissionFile } from './submission.ts';

const text = 'trước ngày 30/11';

describe('deadlines', () => {
  test.each([
    { kind: 'before', text, date: '2026-11-30' },
    { kind: 'before', text, date: '2024-02-29', recurs: 'yearly' },
    { kind: 'within-month', text, month: '2026-09' },
    { kind: 'within-quarter', text, quarter: '2026-Q2' },
    { kind: 'within-year', text, year: 2026 },
    { kind: 'window', text, from: '2026-11-15', to: '2026-12-15' },
    { kind: 'ongoing', text },
    { kind: 'before-event', text, event: 'bầu cử' },
    { kind: 'within-days', text, days: 5, working: true, event: 'ngày nhận' },
    { kind: 'periodic', text, every: 'quarter', by: { day: 20, monthOfPeriod: 'last', edge: 'before' } },
    { kind: 'undetermined', text: '' },
  ])('$kind is taken as it stands', (value) => {
    expect(deadline.parse(value)).toEqual(value);
  });

  test.each([
    ['a day that is not', { kind: 'before', text, date: '2025-02-29' }],
    ['a month 13', { kind: 'within-month', text, month: '2026-13' }],
    ['a quarter 5', { kind: 'within-quarter', text, quarter: '2026-Q5' }],
    ['an unknown kind', { kind: 'soon', text }],
    ['a field of another kind', { kind: 'ongoing', text, date: '2026-11-30' }],
    ['no words', { kind: 'before', text: '', date: '2026-11-30' }],
    [
      'a month 7 of a period',
      { kind: 'periodic', text, every: 'year', by: { day: 1, monthOfPeriod: 7, edge: 'before' } },
    ],
  ])('%s is refused', (_, value) => {
    expect(deadline.safeParse(value).success).toBe(false);
  });
});

describe('the schemas say what the domain says', () => {
  test('a field that only one side has is seen, even an optional one', () => {
    // The assertions proper are types beside each schema; this shows that they would catch a drift.
    const same: Same<{ a: string }, { a: string }> = true;
    const drifted: Same<{ a: string }, { a: string; b?: string | undefined }> = false;
    const nested: Same<{ list: { a: 'x' }[] }, { list: { a: 'x' | 'y' }[] }> = false;
    expect([same, drifted, nested]).toEqual([true, false, false]);
  });

  test('the generated JSON Schemas are fresh (npx tsx contracts/generate.ts)', () => {
    for (const [name, content] of Object.entries(schemaFiles())) {
      const file = new URL(name, import.meta.url);
      expect(existsSync(file) && readFileSync(file, 'utf8') === content, name).toBe(true);
    }
  });
});

describe('what writers get wrong', () => {
  const organisation = {
    ...{ id: 'so-y-te', name: 'Sở Y tế', shortName: 'Sở Y tế', level: 'department', relation: 'subordinate' },
  };
  const file = (changes: object) => ({
    ...{ format: 'dondoc.organisations/1', tenant: 'ubnd-tinh', organisations: [{ ...organisation, ...changes }] },
  });

  test.each([
    ['a short name over 30 characters', { shortName: 'Đài Phát thanh và Truyền hình tỉnh' }],
    ['an unknown parent', { parent: 'ubnd-tinh' }],
    ['a successor that is not there', { succeededBy: [{ id: 'so-z', kind: 'merge', on: '2026-03-01' }] }],
    ['an end before the beginning', { from: '2026-03-01', to: '2026-02-01' }],
    ['an address that is none', { contacts: [{ name: 'A', role: 'focal', email: 'a@' }] }],
  ])('%s', (_, changes) => {
    expect(organisationsFile.safeParse(file({})).success).toBe(true);
    expect(organisationsFile.safeParse(file(changes)).success).toBe(false);
  });

  test('an answer that is no answer', () => {
    for (const value of ['late-0', 'late--1', 'late-1.5', 'late-', 'later', '']) {
      expect(behaviourFile.safeParse({ default: value }).success, value).toBe(false);
    }
    expect(behaviourFile.safeParse({ default: 'late-6', parties: { 'so-y-te': 'returned' } }).success).toBe(true);
  });

  test('a policy changes only what it names', () => {
    expect(policy.parse({ openBefore: 10 })).toEqual({ openBefore: 10 });
    expect(policy.safeParse({ openBefore: undefined }).success).toBe(false);
    expect(policy.safeParse({ slotFrom: '7:30' }).success).toBe(false);
    expect(policy.safeParse({ openBefor: 10 }).success).toBe(false);
  });

  test('a box of words takes 1,500 characters, a ratio no zero below the line', () => {
    const line = (length: number) => ({
      ...{ format: 'dondoc.submission/1', lines: [{ item: 'so-y-te-1', text: 'á'.repeat(length) }] },
    });
    expect(submissionFile.safeParse(line(1500)).success).toBe(true);
    expect(submissionFile.safeParse(line(1501)).success).toBe(false);
    const figure = { indicator: '4.1', item: 'so-y-te-3', unit: '%', status: 'estimate', source: 'sổ', denominator: 0 };
    expect(submissionFile.safeParse({ format: 'dondoc.submission/1', figures: [figure] }).success).toBe(false);
  });
});

test('printed documents know every field, and no other', () => {
  const empty = { messages: [], envelopes: [], obligations: [], rounds: [] };
  expect(planPreviewDocument.safeParse(empty).success).toBe(true);
  expect(planPreviewDocument.safeParse({ ...empty, more: 1 }).success).toBe(false);
  expect(statusDocument.safeParse({ obligations: [] }).success).toBe(true);
});
