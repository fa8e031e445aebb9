import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plan } from '../domain/plan.ts';
import { readPlanFile } from '../importer/plan-file.ts';

/** For tests: the plan files beside this one, and the documents that the real ones were read from. */
export const PLANS = import.meta.dirname;
/** The documents as extracted are not part of the repository. */
const DOCUMENTS = join(PLANS, '../../shared/seeds');

/** How the name of each document begins. */
const READ_FROM: Record<string, string> = {
  'ca-mau-2017': '000',
  'ha-noi-2018': '002',
  'kon-tum-2021': '001',
  'ngoc-hoi-2023': '003',
  'son-la-2025': '004',
};

export const STEMS = readdirSync(PLANS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => basename(name, '.yaml'));

export const planOf = (stem: string): Plan => readPlanFile(join(PLANS, `${stem}.yaml`));

export const fold = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** The extracted text of a plan's document, or null where it does not lie beside the repository. */
export function documentOf(stem: string): string | null {
  const prefix = READ_FROM[stem];
  if (prefix === undefined || !existsSync(DOCUMENTS)) return null;
  const name = readdirSync(DOCUMENTS).find((file) => file.startsWith(`${prefix}_`));
  return name === undefined ? null : readFileSync(join(DOCUMENTS, name), 'utf8');
}
