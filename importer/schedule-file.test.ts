import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../domain/errors.ts';
import { inventedPlan } from './invented-plan.ts';
import { readScheduleFile } from './plan-file.ts';

const HEAD = 'format: dondoc.schedule/1\nactivatedOn: 2026-02-09\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-schedule-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(content: string) {
  const file = path.join(folder, 'an-ha.yaml');
  writeFileSync(file, HEAD + content);
  return readScheduleFile(file, { plan: inventedPlan(), organisations: null });
}

function refusal(content: string): Refusal {
  try {
    read(content);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('a schedule beside its plan', () => {
  it('is read with the names that are there', () => {
    const { rounds, items } = read('rounds:\n  nam: { asProposed: true }\nitems:\n  so-y-te-1:\n    track: own\n');
    expect([rounds['nam'], items['so-y-te-1']]).toEqual([{ asProposed: true }, { track: 'own' }]);
  });

  it.each([
    ['a round in one line', 'rounds:\n  quy: { asProposed: true }\n', 4, '“quy”'],
    [
      'an item whose decision stands below it',
      'items:\n  so-y-te-1: {}\n  so-y-te-9:\n    asProposed: true\n',
      5,
      '“so-y-te-9”',
    ],
    ['a body in a list', 'participants:\n  so-y-te:\n    - so-y-te\n    - so-x\n', 6, '“so-x”'],
    ['an event', 'events:\n  bầu cử:\n    on: 2026-05-23\n', 4, '“bầu cử”'],
  ])('names file and line of %s that is not', (_, content, line, words) => {
    const { code, message, place } = refusal(content);
    expect([code, place.line]).toEqual(['schedule-file-invalid', line]);
    expect(message).toContain(`dòng ${line}: `);
    expect(message).toContain(`${words} không có trong`);
  });

  it('may leave blank who approves', () => {
    expect(read("approval: { by: '', title: '', basis: '' }\n").approval).toEqual({ by: '', title: '', basis: '' });
    expect(() => read("approval: { by: 'Mẫu' }\n")).toThrow(/“approval.title”/);
  });
});
