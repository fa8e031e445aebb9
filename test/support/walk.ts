import { expect } from 'vitest';
import { reconcile } from '../../activities/reconcile.ts';
import { type ObligationStatus, statusOf } from '../../api/services/status.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { startBench } from '../../dev/rehearsal/bench.ts';
import { driveYear } from '../../dev/rehearsal/driver.ts';
import { closingStops, courseOf, type Stop } from '../../dev/rehearsal/stops.ts';
import type { CaughtMail } from '../../dev/inbox/inbox.ts';
import { type Activation, activatedAt, endOfYear } from '../../domain/activation.ts';
import { derive } from '../../domain/derivation.ts';
import { DAY_MS, HOUR_MS, localDateOf, type LocalDate } from '../../domain/time.ts';
import { freshDatabase } from './database.ts';
import { serversOf, silentLog } from './rehearsing.ts';
import { diaryOf, type Diary } from './walk-diary.ts';

export interface Walk {
  activation: Activation;
  tenant: string;
  year: number;
  /** The plan as it is in the end, where the script amends it. */
  amended?: Activation;
  /** What people do; what the system does is what the walk is for. */
  script: Stop[];
}

export interface Walked {
  /** What the system did, by day: days on which it did nothing are not there. */
  diary: Diary;
  mails: CaughtMail[];
  /** Every obligation as it stands at the end of the year. */
  status: ObligationStatus[];
  /** Rows and workflows that say different things. */
  disagreements: unknown[];
}

/** A walk of a hundred reports takes about a minute on a busy machine with two cores. */
export const WALK_MS = 600_000;

/** A year of a plan on the real engine, with people who do what the script says. */
export async function walk({ activation, tenant, year, amended, script }: Walk): Promise<Walked> {
  const home = await freshDatabase();
  try {
    const derived = derive(amended ?? activation, year);
    const stops = [...script, ...closingStops(derived)];
    const bench = await startBench({
      log: silentLog,
      progress: () => undefined,
      startsAt: activatedAt(activation) - HOUR_MS,
      nextInput: courseOf(tenant, derived, stops, year),
      servers: serversOf(home),
    });
    try {
      await driveYear(bench, { tenant, activation, derived, year, stops });
      const { database, idPrefix } = bench;
      const context: ServiceContext = { database, tenant, idPrefix, now: () => endOfYear(year) - DAY_MS };
      const mails = bench.inbox.received();
      return {
        diary: await diaryOf(context, activation, mails),
        mails,
        status: await statusOf(context, { plan: activation.id }),
        disagreements: await reconcile(bench.dependencies, tenant),
      };
    } finally {
      await bench.stop();
    }
  } finally {
    await home.drop();
  }
}

/** Day for day what a table says, which may name days on which nothing happens; and rows and workflows agree. */
export function expectWalked({ diary, disagreements }: Walked, table: Diary): void {
  const silent = Object.entries(table).filter(([, lines]) => lines.length === 0);
  const written = Object.entries(table).map(([day, lines]) => [day, [...lines].sort()]);
  expect({ ...Object.fromEntries(silent), ...diary }).toEqual(Object.fromEntries(written));
  expect(disagreements).toEqual([]);
}

/** What one mailbox received on one day, as text. */
export const lettersTo = ({ mails }: Walked, address: string, day: LocalDate): string[] =>
  mails.filter(({ to, at }) => to.includes(address) && localDateOf(at) === day).map(({ text }) => text);

/** How many messages each body's mailboxes received in the year, by the part of the address that names the body. */
export function lettersByDomain({ mails }: Walked): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { to } of mails) {
    const domain = to[0]?.split('@')[1]?.replace(/\.example$/, '') ?? '';
    counts[domain] = (counts[domain] ?? 0) + 1;
  }
  return counts;
}
