import { reconcile, disagreementLine } from '../../activities/reconcile.ts';
import { envelopes, notifications } from '../../db/schema/index.ts';
import type { CaughtMail } from '../../dev/inbox/inbox.ts';
import type { Live } from './live.ts';
import { SMALL } from './small-plan.ts';

/** What rows say against what the mail server received and what workflows know, once all is quiet. */
export interface Balance {
  /** How many entries stand in which state. */
  states: Record<string, number>;
  /** Entries called `sent` that nobody received. */
  falselySent: string[];
  /** Entries that were received and are not called `sent`. */
  unclaimed: string[];
  /** Entries that came in more than one message: a repetition under the same Message-ID is not one. */
  twice: string[];
  /** Copies beyond the first, whose bytes differ from it. */
  unlike: string[];
  /** Messages that their sender is not done with. */
  sending: number;
  disagreements: string[];
}

/** What must hold after any fault; `states` is each test's own. */
export const SOUND: Omit<Balance, 'states'> = {
  ...{ falselySent: [], unclaimed: [], twice: [], unlike: [], sending: 0, disagreements: [] },
};

export async function balanceOf(live: Live): Promise<Balance> {
  const { tenant } = SMALL;
  const { rows, open } = await live.database.inTenant(tenant, async (tx) => ({
    rows: await tx.select().from(notifications),
    open: (await tx.select().from(envelopes)).filter(({ state }) => state === 'sending'),
  }));
  const mails = live.inbox.received();
  const received = new Map<string, Set<string | null>>();
  for (const { envelopeId, to, entries } of mails) {
    for (const { obligation, ladder, rung, occurrence } of entries) {
      const key = [obligation, ladder, rung, occurrence, to[0]].join(' ');
      received.set(key, (received.get(key) ?? new Set()).add(envelopeId));
    }
  }
  const keyOf = (row: (typeof rows)[number]): string =>
    [row.obligation, row.ladder, row.rung, row.occurrence, row.recipient].join(' ');
  const sent = rows.filter(({ state }) => state === 'sent').map(keyOf);
  return {
    states: counted(rows.map(({ state }) => state)),
    falselySent: sent.filter((key) => !received.has(key)),
    unclaimed: [...received.keys()].filter((key) => !sent.includes(key)),
    twice: [...received].filter(([, ids]) => ids.size > 1).map(([key]) => key),
    unlike: repeated(mails).filter((id) => new Set(copies(mails, id).map(({ raw }) => raw)).size > 1),
    sending: open.length,
    disagreements: (await reconcile(live, tenant)).map(disagreementLine),
  };
}

const copies = (mails: CaughtMail[], id: string): CaughtMail[] => mails.filter(({ envelopeId }) => envelopeId === id);

/** The messages that came more than once, by their envelope, once for each copy beyond the first. */
export function repeated(mails: CaughtMail[]): string[] {
  const seen = new Set<string>();
  return mails.flatMap(({ envelopeId }) => {
    const id = envelopeId ?? '';
    if (seen.has(id)) return [id];
    seen.add(id);
    return [];
  });
}

function counted(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
