import type { Activation } from '../domain/activation.ts';
import type { Undecided } from '../domain/proposal.ts';
import type { Schedule } from '../domain/schedule.ts';
import { shortDate } from '../domain/vietnamese.ts';
import { wrapped } from './output.ts';

/** What a proposed schedule is written from. */
export interface ProposalSubject {
  activation: Activation;
  /** Every proposal accepted by name. */
  schedule: Schedule;
  undecided: Undecided[];
  year: number;
}

/** A sentence in lines that a reader of YAML leaves out. */
export function remark(sentence: string, indent = ''): string[] {
  const [first = '', ...more] = wrapped(sentence, `${indent}# `);
  return [first, ...more.map((line) => `${indent}# ${line.trimStart()}`)];
}

/** A line that takes effect when its mark, and nothing else, is taken away. */
export const sample = (line: string): string => `#${line}`;

/** A value for which plain YAML might have another meaning. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** An id as a field's name: one of digits only would be read as a number. */
export const field = (id: string): string => (/^[a-z0-9-]*[a-z][a-z0-9-]*$/.test(id) ? id : quoted(id));

/** A day of the lead's own, to be put in place of what is proposed. */
export const dayValue = (day: string): string =>
  `{ kind: on-or-before, date: ${day}, text: ${quoted(`chậm nhất ngày ${shortDate(day)}`)} }`;
