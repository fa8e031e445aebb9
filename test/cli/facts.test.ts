import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { changedDocument, errorDocument, reviewDocument, statusDocument, submitDocument } from '../../contracts/cli.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';
import { documentOf, runDondoc } from './run-dondoc.ts';

const HEALTH = SHARED.report('so-y-te');
const WHY = ['--reason', 'sắp xếp', '--basis', 'QĐ 30', '--by', 'Mẫu'];

let opened: Opened;
let folder: string;
beforeAll(async () => {
  opened = await openShared();
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-facts-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await opened.stop();
});

const environment = (): Record<string, string> => ({
  DATABASE_URL: opened.home.applicationUrl,
  CLOCK_SHIFT_MS: String(Date.now() - opened.context.now()),
});

async function done<T>(schema: z.ZodType<T>, ...words: string[]): Promise<T> {
  const ran = await runDondoc([...words, '--json'], environment());
  expect(ran.status, `${ran.stdout.slice(0, 400)} ${ran.stderr}`).toBe(0);
  return schema.parse(documentOf(ran));
}
const changed = async (...words: string[]) => (await done(changedDocument, ...words)).obligations;

async function refused(...words: string[]) {
  const ran = await runDondoc([...words, '--json'], environment());
  expect(ran.status).toBe(2);
  return errorDocument.parse(documentOf(ran)).error.code;
}

describe('waive and cancel', () => {
  it('print what is left, and settle with the last', async () => {
    const [one] = await changed('waive', SHARED.report('xa-mot'), '--items', 'cac-xa-1', ...WHY);
    expect(one).toMatchObject({ id: SHARED.report('xa-mot'), kind: 'report', items: ['cac-xa-1', 'cac-xa-2'] });
    await changed('cancel', SHARED.report('xa-mot'), ...WHY);
    expect(await refused('waive', SHARED.report('xa-mot'), ...WHY)).toBe('obligation-settled');
    const { obligations } = await done(statusDocument, 'status', '--round', SHARED.round);
    expect(obligations.find(({ id }) => id === SHARED.report('xa-mot'))).toMatchObject({
      state: 'cancelled',
      items: [
        { id: 'cac-xa-1', state: 'waived' },
        { id: 'cac-xa-2', state: 'cancelled' },
      ],
    });
  });

  it('need their reason and basis, and ids that are not blank', async () => {
    expect(await refused('waive', HEALTH, '--reason', 'x', '--by', 'Mẫu')).toBe('usage');
    expect(await refused('cancel', HEALTH, '--items', 'y-te-1,', ...WHY)).toBe('usage');
    expect(await refused('cancel', HEALTH, '--items', 'y-te-9', ...WHY)).toBe('item-unknown');
  });
});

describe('extend, reassign and promise', () => {
  it('print the obligation first, then what carries its items now; the same key prints the same', async () => {
    const until = ['--until', '2025-07-04', '--items', 'y-te-3', '--key', 'gia-han-1'];
    const words = ['extend', HEALTH, ...until, ...WHY];
    const first = await changed(...words);
    expect(first).toMatchObject([
      { id: HEALTH, items: ['y-te-1', 'y-te-2'], targetDay: '2025-06-19' },
      { id: SHARED.item('y-te-3', 'so-y-te'), kind: 'own', round: SHARED.round, targetDay: '2025-07-04' },
    ]);
    expect(await changed(...words)).toEqual(first);
    const moved = await changed('reassign', HEALTH, '--to', 'so-moi', '--items', 'y-te-2', ...WHY);
    expect(moved).toMatchObject([
      { id: HEALTH, items: ['y-te-1'] },
      { id: SHARED.item('y-te-2', 'so-moi'), organisation: 'so-moi', targetDay: '2025-06-19' },
    ]);
    expect(await refused('reassign', HEALTH, '--to', 'so-la', ...WHY)).toBe('organisation-unknown');
    const own = await changed('reassign', HEALTH, '--to', 'so-tu-phap', '--until', '2025-06-27', ...WHY);
    expect(own[1]).toMatchObject({ id: SHARED.item('y-te-1', 'so-tu-phap'), targetDay: '2025-06-27' });
  });

  it('promise moves no date', async () => {
    const law = SHARED.report('so-tu-phap');
    const [one] = await changed('promise', law, '--on', '2025-06-16', '--by', 'Sở Tư pháp');
    expect(one).toMatchObject({ id: law, targetDay: '2025-06-19' });
    expect(await refused('promise', law, '--on', '2025-07-10', '--by', 'Sở Tư pháp')).toBe('date-after-lead');
  });
});

describe('event', () => {
  const event = ['event', SHARED.id, SHARED.guidance];
  const both = [SHARED.afterGuidance, SHARED.withinGuidance];

  it('is recorded, corrected and withdrawn', async () => {
    const ids = async (...words: string[]) => (await changed(...event, ...words, '--by', 'Mẫu')).map(({ id }) => id);
    expect((await ids('--date', '2025-05-28')).sort()).toEqual([...both].sort());
    expect(await ids('--date', '2025-05-28')).toEqual([]);
    expect((await ids('--date', '2025-05-27', '--key', 'k')).sort()).toEqual([...both].sort());
    const withdrawn = await changed(...event, '--withdraw', '--reason', 'ghi nhầm', '--by', 'Mẫu');
    expect(withdrawn.map(({ targetDay, named }) => [targetDay, named])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await refused(...event, '--withdraw', '--reason', 'ghi nhầm', '--by', 'Mẫu')).toBe('event-not-recorded');
  });

  it('says which of the two it needs', async () => {
    expect(await refused(...event, '--by', 'Mẫu')).toBe('usage');
    expect(await refused(...event, '--withdraw', '--by', 'Mẫu')).toBe('usage');
    expect(await refused(...event, '--withdraw', '--reason', 'x', '--date', '2025-05-28', '--by', 'Mẫu')).toBe('usage');
    expect(await refused(...event, '--date', '2025-05-28', '--reason', 'x', '--by', 'Mẫu')).toBe('usage');
  });
});

describe('a submission on behalf of another body', () => {
  const file = (organisation: string): string => {
    const name = path.join(folder, `${organisation}.json`);
    const content = submission('2025-05-28', { onBehalf: { organisation, basis: 'bản giấy' } });
    writeFileSync(name, JSON.stringify(content));
    return name;
  };

  it('is taken from a body that is known, once under its key; the review has one too', async () => {
    const two = SHARED.report('xa-hai');
    expect(await refused('submit', two, '--file', file('so-la'), '--by', 'Văn thư')).toBe('organisation-unknown');
    const words = ['submit', two, '--file', file('dau-moi'), '--by', 'Văn thư', '--key', 'k-1'];
    expect(await done(submitDocument, ...words)).toEqual({ submission: 1, state: 'submitted' });
    expect(await done(submitDocument, ...words)).toEqual({ submission: 1, state: 'submitted' });
    const accept = ['review', two, '--accept', '--by', 'Mẫu', '--key', 'k-2'];
    expect(await done(reviewDocument, ...accept)).toEqual({ state: 'accepted' });
    expect(await done(reviewDocument, ...accept)).toEqual({ state: 'accepted' });
    expect(await refused('review', two, '--accept', '--by', 'Mẫu', '--key', 'k-1')).toBe('key-used');
  });
});
