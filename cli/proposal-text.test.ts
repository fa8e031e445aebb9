import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activationOf } from '../domain/activation.ts';
import { acceptingSchedule } from '../domain/proposed-schedule.ts';
import { undecidedOf } from '../domain/undecided.ts';
import { readScheduleFile } from '../importer/plan-file.ts';
import { readPlanAndBodies, shippedCalendar } from './plan-inputs.ts';
import { proposalText } from './proposal-text.ts';

const PLANS = path.resolve(import.meta.dirname, '../plans');
const stems = readdirSync(PLANS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => path.basename(name, '.yaml'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-propose-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function proposed(stem: string) {
  const inputs = readPlanAndBodies(path.join(PLANS, `${stem}.yaml`), undefined, () => undefined);
  const { year } = inputs.plan.document;
  const activation = activationOf({ ...inputs, schedule: null, calendar: shippedCalendar(), year });
  const schedule = acceptingSchedule(activation);
  const text = proposalText({ activation, schedule, undecided: undecidedOf(activation), year });
  const read = (lines: string[]) => {
    const file = path.join(folder, `${stem}.yaml`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return readScheduleFile(file, inputs);
  };
  return { inputs, schedule, text, read };
}

/** As an official does it: a mark before the line that accepts, none before the one beneath it. */
function decideOtherwise(text: string[], id: string, sampleHas: string): string[] {
  const sample = text.findIndex((line) => line.startsWith(`#  ${id}: {`) && line.includes(sampleHas));
  expect(sample).toBeGreaterThan(0);
  return text.map((line, index) => {
    if (index === sample) return line.replace('#', '');
    return line.startsWith(`  ${id}: {`) ? `#${line}` : line;
  });
}

describe.each(stems)('what is proposed for %s', (stem) => {
  const { schedule, text, read } = proposed(stem);

  it('is read back as the schedule that accepts every proposal', () => {
    expect(read(text)).toEqual(schedule);
  });

  it('fits a page, the ready lines apart, and explains every one that it accepts', () => {
    const wide = text.filter((line) => line.length > 100 && !/^#? +\S.*[{#]/.test(line));
    expect(wide).toEqual([]);
    const accepting = text.flatMap((line, index) => (line.endsWith('{ asProposed: true }') ? [index] : []));
    for (const index of accepting) expect(text[index - 1], text[index]).toMatch(/^ {2}# /);
  });
});

describe('an official who wants it otherwise', () => {
  it('gives each level another day', () => {
    const { text, read } = proposed('ca-mau-2017');
    const { rounds } = read(decideOtherwise(text, 'dinh-ky', 'deadlines'));
    expect(rounds['dinh-ky']?.deadlines).toMatchObject({
      district: { date: '2017-11-15' },
      other: { date: '2017-11-20' },
    });
  });

  it('dates the lead’s own report in each round', () => {
    const { text, read } = proposed('son-la-2025');
    const { rounds } = read(decideOtherwise(text, 'len-tren', 'upward'));
    expect(rounds['len-tren']?.upward).toMatchObject({
      '6-thang': { date: '2025-05-30' },
      nam: { date: '2025-12-05' },
    });
  });

  it('names the event of a duty, and drops a round that nobody asked for', () => {
    const sonLa = proposed('son-la-2025');
    const event = decideOtherwise(sonLa.text, 'so-dan-toc-va-ton-giao-2', 'event');
    expect(sonLa.read(event).items['so-dan-toc-va-ton-giao-2']?.event).toBe('tên sự kiện phải chờ');
    const konTum = proposed('kon-tum-2021');
    expect(konTum.read(decideOtherwise(konTum.text, '6-thang', 'omitted')).rounds['6-thang']).toEqual({
      omitted: true,
    });
  });

  it('takes the mark away from a whole sample', () => {
    const { text, read } = proposed('son-la-2025');
    const kept = text.filter((line) => line !== 'events: {}');
    const recorded = kept.map((line) => (/^#(events:| {2}'hướng dẫn)/.test(line) ? line.slice(1) : line));
    expect(Object.keys(read(recorded).events)).toHaveLength(2);
  });

  it('strikes out a body that does not take part', () => {
    const { text, read } = proposed('son-la-2025');
    const without = text.filter((line) => !line.includes('- so-cong-thuong #'));
    expect(read(without).participants['cac-so-ban-nganh']).not.toContain('so-cong-thuong');
    expect(read(text).participants['cac-so-ban-nganh']).toContain('so-cong-thuong');
  });
});
