import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Refusal } from '../domain/errors.ts';
import { inventedPlan } from './invented-plan.ts';
import {
  parsePlanText,
  readBehaviourFile,
  readOrganisationsFile,
  readPlanFile,
  readScheduleFile,
  readSubmissionFile,
} from './plan-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-plan-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const YAML = stringify(inventedPlan());

function written(content: string | Uint8Array, name = 'plan.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

/** The line, from 1, on which `piece` first stands. */
function lineOf(content: string, piece: string): number {
  return content.slice(0, content.indexOf(piece)).split('\n').length;
}

describe('a plan file', () => {
  test('reads as the plan it was written from, as YAML and as JSON', () => {
    expect(readPlanFile(written(YAML))).toEqual(inventedPlan());
    expect(readPlanFile(written(JSON.stringify(inventedPlan()), 'plan.json'))).toEqual(inventedPlan());
  });

  test('may leave out what is empty or null', () => {
    const short = YAML.replaceAll(/^ *(office|product|value2|label|scope): null\n/gm, '').replaceAll(
      /^ *(members|with|also|copies|indicators|references|findings): \[\]\n/gm,
      '',
    );
    expect(short.length).toBeLessThan(YAML.length);
    expect(readPlanFile(written(short))).toEqual(inventedPlan());
  });

  test('becomes NFC, whatever it was typed in', () => {
    expect(readPlanFile(written(YAML.normalize('NFD')))).toEqual(inventedPlan());
    expect(parsePlanText(YAML.normalize('NFD'), 'x.yaml')).toEqual(inventedPlan());
  });

  test('keeps dates as written, and quoted numbers as text', () => {
    const plan = readPlanFile(written(YAML.replace('date: 2026-02-03', 'date: 2026-02-03 # bare')));
    expect(plan.document.date).toBe('2026-02-03');
    expect(readPlanFile(written(YAML.replaceAll('"1.1"', '"1.10"'))).objectives[0]?.indicators[0]?.no).toBe('1.10');
  });
});

describe('one sentence with the line, the value and the rule', () => {
  const cases: [name: string, from: string, to: string, says: string][] = [
    ['unknown field', 'track: line', 'trak: line', 'trường “trak” không có trong dondoc.plan/1'],
    ['wrong value', 'track: line', 'track: lines', '“lines”, chỉ nhận “own”, “line”'],
    ['a date that does not exist', 'date: 2026-02-03', 'date: 2025-02-29', '“2025-02-29”, không phải một ngày có thật'],
    ['number instead of text', 'no: "1.1"', 'no: 1.10', 'phải để trong ngoặc kép'],
    ['wrong kind of deadline', 'kind: before', 'kind: befor', '“befor”'],
    ['unknown party', 'party: so-giao-duc', 'party: so-giao-dục-x'.normalize('NFC'), '“so-giao-dục-x”'],
    ['party that is not there', 'party: so-giao-duc', 'party: so-giao', 'đối tượng “so-giao” không có trong parties'],
    ['unknown lead', 'lead: so-y-te', 'lead: so-x', '“so-x” không có trong parties'],
    ['duplicate id', 'id: so-giao-duc-1', 'id: so-y-te-1', 'mã “so-y-te-1” đã dùng'],
    ['unknown recipient', '      - so-y-te\n', '      - so-x\n', 'nơi nhận “so-x”'],
    [
      'wrong severity of form',
      'format: dondoc.plan/1',
      'format: dondoc.plan/2',
      '“dondoc.plan/2”, chỉ nhận “dondoc.plan/1”',
    ],
  ];

  test.each(cases)('%s', (_, from, to, says) => {
    expect(YAML).toContain(from);
    const content = YAML.replace(from, to);
    const path = written(content);
    const refusal = refusalOf(() => readPlanFile(path));
    expect(refusal.code).toBe('plan-file-invalid');
    expect(refusal.place).toEqual({ file: path, line: lineOf(YAML, from) });
    expect(refusal.message).toContain(`${path}, dòng ${refusal.place.line}: `);
    expect(refusal.message).toContain(says);
    expect(refusal.message).toMatch(/\.$/);
    expect(refusal.message).not.toContain('\n');
  });

  test('a field that lacks is named at what should hold it', () => {
    const content = YAML.replace('lead: so-y-te\n', '');
    const refusal = refusalOf(() => readPlanFile(written(content)));
    expect(refusal.message).toContain('thiếu trường “lead”');
    expect(refusal.place.line).toBe(1);
  });

  test('of several mistakes the first in the file is told', () => {
    const content = YAML.replace('track: line', 'trak: line').replace('year: 2026', 'year: 20260');
    expect(refusalOf(() => readPlanFile(written(content))).message).toContain('“20260”');
  });

  test('a window that ends before it begins', () => {
    const window = 'kind: window\n      from: 2026-12-15\n      to: 2026-11-15';
    const refusal = refusalOf(() => readPlanFile(written(YAML.replace('kind: ongoing', window))));
    expect(refusal.message).toContain('“2026-11-15” trước ngày bắt đầu “2026-12-15”');
  });
});

describe('what is no plan file at all', () => {
  const cases: [name: string, path: () => string, says: string][] = [
    ['missing', () => join(folder, 'nowhere.yaml'), 'không tìm thấy tệp'],
    ['a directory', () => folder, 'đây là thư mục'],
    ['empty', () => written('  \n'), 'tệp trống'],
    ['binary', () => written(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0xff])), 'không phải tệp văn bản UTF-8'],
    ['text with NUL', () => written('format: \0'), 'không phải tệp văn bản UTF-8'],
    ['too large', () => written('#'.repeat(9 * 1024 * 1024)), 'lớn hơn 8 MB'],
    ['a sentence', () => written('Kính gửi: Sở Y tế'), 'dondoc.plan/1'],
    ['a list', () => written('- a\n- b\n'), 'nội dung tệp'],
    ['only a comment', () => written('# chưa viết\n'), 'nội dung tệp'],
    ['bad syntax', () => written('format: [a\nlead: }\n'), 'YAML'],
    ['a tab as indent', () => written('document:\n\tnumber: x\n'), 'Tab'],
    ['a key twice', () => written('lead: a\nlead: b\n'), 'hai lần'],
    ['two documents', () => written('a: 1\n---\nb: 2\n'), 'một tài liệu YAML'],
  ];

  test.each(cases)('%s', (_, path, says) => {
    const file = path();
    const refusal = refusalOf(() => readPlanFile(file));
    expect(refusal.code).toBe('plan-file-invalid');
    expect(refusal.message).toContain(file);
    expect(refusal.message).toContain(says);
    expect(refusal.message).not.toContain('\n');
  });

  test('a billion laughs ends at once', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`,
    );
    const refusal = refusalOf(() => readPlanFile(written(`l0: &l0 [ha]\n${levels.join('\n')}\n`)));
    expect(refusal.message).toContain('quá nhiều tham chiếu lặp');
  });
});

describe('the other files', () => {
  test.each([
    [
      'organisations-file-invalid',
      readOrganisationsFile,
      'format: dondoc.organisations/1\ntenant: x\norganisation: []\n',
    ],
    ['schedule-file-invalid', readScheduleFile, 'format: dondoc.schedule/1\nactivatedOn: 2025-02-29\n'],
    ['submission-file-invalid', readSubmissionFile, 'format: dondoc.submission/1\nfigure: []\n'],
    ['behaviour-file-invalid', readBehaviourFile, 'default: late-0\n'],
  ] as const)('%s names its own code', (code, read, content) => {
    expect(refusalOf(() => read(written(content))).code).toBe(code);
  });

  test.each(['\\0', '\\x0c', '\\x7f'])('a control character is refused with its name: %s', (sign) => {
    const content = `format: dondoc.submission/1\ngeneral: { difficulties: "Thiếu${sign}người" }\n`;
    const { message } = refusalOf(() => readSubmissionFile(written(content)));
    expect(message).toMatch(/“Thiếu�người” có ký tự điều khiển U\+00(00|0C|7F)/);
    const lines = content.replace(sign, '\\t').replace('Thiếu', 'Thiếu\\n');
    expect(readSubmissionFile(written(lines)).general.difficulties).toBe('Thiếu\n\tngười');
  });

  test('the shortest of each are filled in', () => {
    expect(readScheduleFile(written('format: dondoc.schedule/1\nactivatedOn: 2026-02-06\n'))).toMatchObject({
      ...{ approval: null, participants: {}, successions: [], items: {}, rounds: {}, events: {}, policy: {} },
    });
    expect(readSubmissionFile(written('format: dondoc.submission/1\n')).general.difficulties).toBeNull();
    expect(readBehaviourFile(written('default: late-6\n'))).toEqual({
      ...{ default: 'late-6', parties: {}, lead: 'silent', releases: 'none', events: {} },
    });
  });
});
