import type { CaughtMail } from '../../dev/inbox/inbox.ts';
import { expectedEntry, type Night } from './night.ts';

/** What the mail server received, held against what was due: all lists are empty where it is exact. */
export interface Exactness {
  mails: number;
  entries: number;
  missing: string[];
  twice: string[];
  unexpected: string[];
}

export function exactnessOf(mails: readonly CaughtMail[], { due }: Pick<Night, 'due'>): Exactness {
  const received = mails.flatMap(({ entries }) =>
    entries.map(({ obligation, ladder, rung }) => `${obligation} ${ladder} ${rung}`),
  );
  const expected = new Set(due.map(expectedEntry));
  const once = new Set<string>();
  const twice = received.filter((entry) => once.size === once.add(entry).size);
  return {
    ...{ mails: mails.length, entries: received.length, twice },
    missing: [...expected].filter((entry) => !once.has(entry)),
    unexpected: [...once].filter((entry) => !expected.has(entry)),
  };
}

export function isExact({ mails, entries, missing, twice, unexpected }: Exactness, night: Night): boolean {
  const complete = mails === night.recipients && entries === night.rungs;
  return complete && [missing, twice, unexpected].every((list) => list.length === 0);
}
