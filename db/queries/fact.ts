import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { FactKind } from '../../domain/fact.ts';
import type { Submission } from '../../domain/submission.ts';
import type { Instant } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { drafts, facts, outbox, type OutboxMessage, submissions } from '../schema/index.ts';

export async function storeFact(tx: Transaction, fact: typeof facts.$inferInsert): Promise<void> {
  await tx.insert(facts).values(fact);
}

/** A fact written before under the caller's idempotency key. */
export async function factByKey(
  tx: Transaction,
  obligation: string,
  key: string,
): Promise<typeof facts.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(facts)
    .where(and(eq(facts.obligation, obligation), eq(facts.key, key)));
  return row ?? null;
}

/** The newest fact of one kind, or null. */
export async function newestFact(
  tx: Transaction,
  obligation: string,
  kind: FactKind,
): Promise<typeof facts.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(facts)
    .where(and(eq(facts.obligation, obligation), eq(facts.kind, kind)))
    .orderBy(desc(facts.sequence))
    .limit(1);
  return row ?? null;
}

/** The first fact: for an obligation that a person's act made, the act. */
export async function firstFact(tx: Transaction, obligation: string): Promise<typeof facts.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(facts)
    .where(and(eq(facts.obligation, obligation), eq(facts.sequence, 1)));
  return row ?? null;
}

export async function storeSubmission(
  tx: Transaction,
  submission: { tenant: string; obligation: string; content: Submission; receivedOn: string; at: Instant; by: string },
): Promise<number> {
  const newest = await newestSubmission(tx, submission.obligation);
  const version = (newest?.version ?? 0) + 1;
  const { at, by, ...row } = submission;
  await tx.insert(submissions).values({ ...row, version, submittedAt: at, submittedBy: by });
  await tx.delete(drafts).where(eq(drafts.obligation, submission.obligation));
  return version;
}

/** The version handed in last, or null. */
export async function newestSubmission(tx: Transaction, obligation: string): Promise<SubmissionRow | null> {
  const [row] = await tx
    .select()
    .from(submissions)
    .where(eq(submissions.obligation, obligation))
    .orderBy(desc(submissions.version))
    .limit(1);
  return row ?? null;
}

export async function storeDraft(tx: Transaction, draft: typeof drafts.$inferInsert): Promise<void> {
  await tx
    .insert(drafts)
    .values(draft)
    .onConflictDoUpdate({ target: [drafts.tenant, drafts.obligation], set: draft });
}

export type SubmissionRow = typeof submissions.$inferSelect;

/** All versions handed in for the obligations of a round, the newest of each last. */
export async function submissionsOfRound(tx: Transaction, round: string): Promise<SubmissionRow[]> {
  return tx
    .select()
    .from(submissions)
    .where(sql`${submissions.obligation} in (select id from obligations where round = ${round} and not upward)`)
    .orderBy(submissions.obligation, submissions.version);
}

export async function enqueue(
  tx: Transaction,
  tenant: string,
  workflowId: string,
  message: OutboxMessage,
): Promise<void> {
  await tx.insert(outbox).values({ tenant, workflowId, message });
}

export type OutboxRow = typeof outbox.$inferSelect;

/** What Temporal has not been told yet, in order. */
export async function undelivered(tx: Transaction, limit: number): Promise<OutboxRow[]> {
  return tx.select().from(outbox).where(isNull(outbox.deliveredAt)).orderBy(outbox.id).limit(limit);
}

export async function markDelivered(tx: Transaction, id: number, at: Instant): Promise<void> {
  await tx.update(outbox).set({ deliveredAt: at, lastError: null }).where(eq(outbox.id, id));
}

export async function markUndelivered(tx: Transaction, id: number, error: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, lastError: error })
    .where(eq(outbox.id, id));
}
