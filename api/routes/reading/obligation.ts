import { asc, eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { messagesOf, type NotificationRow } from '../../../db/queries/notification.ts';
import { laddersOf, type LadderRow, standingOf } from '../../../db/queries/obligation.ts';
import { loadActivation, loadRounds } from '../../../db/queries/plan.ts';
import { facts, obligationItems, obligations, submissions } from '../../../db/schema/index.ts';
import { asksFor } from '../../../domain/obligation.ts';
import type { PlanDocument, PlanItem } from '../../../domain/plan.ts';
import type { Rung } from '../../../domain/rung.ts';
import { type Instant, localDateOf } from '../../../domain/time.ts';
import { type ObligationLine, readLines } from './lines.ts';
import { type Reader, readerOf } from './reader.ts';

/** A message with the place its reader holds. */
export interface MessageView {
  row: NotificationRow;
  reader: Reader;
}

export type FactRow = typeof facts.$inferSelect;
export type SubmissionRow = typeof submissions.$inferSelect;

export interface ObligationView {
  line: ObligationLine;
  document: PlanDocument;
  roundName: string | null;
  /** The duties it carries, in the plan's words. */
  items: { item: PlanItem; state: ObligationLine['items'][number]['state']; movedTo: string | null }[];
  /** Every deadline that was ever in force, the oldest first. */
  ladders: LadderRow[];
  messages: MessageView[];
  /** Rungs that will fire if nobody acts. */
  ahead: Rung[];
  facts: FactRow[];
  submissions: SubmissionRow[];
  /** Of every organisation, by id: facts and submissions tell of others. */
  names: Map<string, string>;
}

/** One obligation with all that is known of it, or null. */
export async function readObligation(tx: Transaction, id: string, now: Instant): Promise<ObligationView | null> {
  const [row] = await tx.select().from(obligations).where(eq(obligations.id, id));
  const activation = row && (await loadActivation(tx, row.plan));
  if (!row || !activation) return null;
  const scope = row.round === null ? { plan: row.plan } : { round: row.round };
  const line = (await readLines(tx, scope)).find((found) => found.row.id === id);
  if (!line) return null;
  const known = (await laddersOf(tx, id)).reverse();
  const round = (await loadRounds(tx, row.plan)).find((one) => one.id === row.round);
  const moves = await movesOf(tx, id);
  return {
    line,
    document: activation.plan.document,
    roundName: round?.name ?? null,
    items: line.items.flatMap(({ id: item, state }) => {
      const found = activation.plan.items.find((duty) => duty.id === item);
      return found ? [{ item: found, state, movedTo: moves.get(item) ?? null }] : [];
    }),
    ladders: known,
    messages: (await messagesOf(tx, id)).map((message) => ({
      row: message,
      reader: readerOf(message.recipient, message.organisation, activation.organisations),
    })),
    ahead: aheadOf(line, known.at(-1), now),
    facts: await tx.select().from(facts).where(eq(facts.obligation, id)).orderBy(asc(facts.sequence)),
    submissions: await tx
      .select()
      .from(submissions)
      .where(eq(submissions.obligation, id))
      .orderBy(asc(submissions.version)),
    names: new Map(activation.organisations.map((body) => [body.id, body.name])),
  };
}

/** Which obligation carries an item now, for those that left. */
async function movesOf(tx: Transaction, id: string): Promise<Map<string, string | null>> {
  const rows = await tx
    .select({ item: obligationItems.item, movedTo: obligationItems.movedTo })
    .from(obligationItems)
    .where(eq(obligationItems.obligation, id));
  return new Map(rows.map(({ item, movedTo }) => [item, movedTo]));
}

function aheadOf({ row, items, deadline }: ObligationLine, newest: LadderRow | undefined, now: Instant): Rung[] {
  const standing = standingOf(row, items, deadline);
  return (newest?.ladder.rungs ?? []).filter(
    (rung) => rung.at > now && asksFor(rung.id, standing, localDateOf(rung.at)),
  );
}
