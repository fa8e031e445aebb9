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

/** A year of a plan on the real engine, with people who do what the script says. */
export async function walk({ activation, tenant, year, script }: Walk): Promise<Walked> {
  const home = await freshDatabase();
  try {
    const derived = derive(activation, year);
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

/** What one mailbox received on one day, as text. */
export const lettersTo = ({ mails }: Walked, address: string, day: LocalDate): string[] =>
  mails.filter(({ to, at }) => to.includes(address) && localDateOf(at) === day).map(({ text }) => text);

/** The diary, with the days on which a table says that nothing happens. */
export const diaryBeside = ({ diary }: Walked, table: Diary): Diary => {
  const silent = Object.entries(table).filter(([, lines]) => lines.length === 0);
  return { ...Object.fromEntries(silent), ...diary };
};
