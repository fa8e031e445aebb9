import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = fileURLToPath(new URL('../../../workflows/histories', import.meta.url));

/** What is recorded, by file: every course that a workflow can take has its history, or its replay is not guarded. */
export const SCENARIOS = [
  'obligation-in-time',
  'obligation-late',
  'obligation-returned',
  'obligation-extended',
  'obligation-moved',
  'obligation-awaited',
  'obligation-continued',
  'obligation-continuation',
  'obligation-unreported',
  'obligation-unreported-skipped',
  'obligation-issued',
  'round-by-date',
  'round-all-settled',
  'round-closed',
  'round-moved',
  'plan-year',
  'plan-years',
  'plan-continuation',
  'dispatch-told',
  'dispatch-now',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Of inputs that are started no more, and still run: kept, and never recorded anew. */
export const OLD: readonly Scenario[] = ['plan-year'];

export const recordedNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

export const fileOf = (name: string): string => path.join(FOLDER, `${name}.json`);

/** A history as its file has it: proto3 JSON. */
export const readHistory = (name: string): unknown => JSON.parse(readFileSync(fileOf(name), 'utf8'));

/** Everything that a history says, its payloads in clear: they stand in the file as base64. */
export function wordsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    const clear = key === 'data' || key === 'encoding' ? Buffer.from(value, 'base64').toString('utf8') : null;
    return clear === null ? [value] : [value, clear];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => wordsOf(inner, Array.isArray(value) ? key : name));
}
