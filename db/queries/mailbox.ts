import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { auditLog, envelopes, mailboxes, notifications, obligations, organisations, plans } from '../schema/index.ts';
import type { EnvelopeRow } from './notification.ts';

export type MailboxRow = typeof mailboxes.$inferSelect;

/** How far a folder has been read, locked for what follows; null before the first time. */
export async function lockMailbox(tx: Transaction, folder: string): Promise<MailboxRow | null> {
  const [row] = await tx.select().from(mailboxes).where(eq(mailboxes.folder, folder)).for('update');
  return row ?? null;
}

export async function loadMailboxes(tx: Transaction): Promise<MailboxRow[]> {
  return tx.select().from(mailboxes).orderBy(asc(mailboxes.folder));
}

export async function storeMailbox(tx: Transaction, row: MailboxRow): Promise<void> {
  const target = [mailboxes.tenant, mailboxes.folder];
  await tx.insert(mailboxes).values(row).onConflictDoUpdate({ target, set: row });
}

/** True where the log says that this mail has had its effect. */
export async function wasTaken(tx: Transaction, mail: string): Promise<boolean> {
  const [row] = await tx.select({ entity: auditLog.entity }).from(auditLog).where(eq(auditLog.entity, mail)).limit(1);
  return row !== undefined;
}

/** The e-mails that left under one of these ids of their own or of their Message-ID, in no order. */
export async function findEnvelopes(tx: Transaction, ids: string[], messageIds: string[]): Promise<EnvelopeRow[]> {
  if (ids.length + messageIds.length === 0) return [];
  return tx
    .select()
    .from(envelopes)
    .where(
      and(eq(envelopes.channel, 'email'), or(inArray(envelopes.id, ids), inArray(envelopes.messageId, messageIds))),
    );
}

/** An obligation as a mail may be about it. */
export interface OwedRow {
  id: string;
  plan: string;
  planNumber: string | null;
  name: string;
  organisation: string;
  organisationName: string;
  isOpen: boolean;
}

const IS_OPEN = sql<boolean>`${obligations.decision} in ('none', 'returned') and ${obligations.unreportedAt} is null
  and ${obligations.openedAt} is not null`;

/** What a message of ours spoke of. */
export async function owedInEnvelope(tx: Transaction, envelope: string): Promise<OwedRow[]> {
  const told = tx
    .select({ id: notifications.obligation })
    .from(notifications)
    .where(eq(notifications.envelope, envelope));
  return owed(tx, inArray(obligations.id, told));
}

/** What bodies owe now. */
export async function owedBy(tx: Transaction, bodies: string[]): Promise<OwedRow[]> {
  if (bodies.length === 0) return [];
  return (await owed(tx, inArray(obligations.organisation, bodies))).filter(({ isOpen }) => isOpen);
}

async function owed(tx: Transaction, which: ReturnType<typeof inArray>): Promise<OwedRow[]> {
  return tx
    .select({
      id: obligations.id,
      plan: obligations.plan,
      planNumber: sql<string | null>`${plans.content}->'document'->>'number'`,
      name: obligations.name,
      organisation: obligations.organisation,
      organisationName: organisations.name,
      isOpen: IS_OPEN,
    })
    .from(obligations)
    .innerJoin(plans, eq(plans.id, obligations.plan))
    .innerJoin(organisations, eq(organisations.id, obligations.organisation))
    .where(which)
    .orderBy(asc(obligations.plan), asc(obligations.position));
}

/** Active plans with the numbers that subjects name them by. */
export async function planNumbers(tx: Transaction): Promise<{ plan: string; number: string | null }[]> {
  return tx
    .select({ plan: plans.id, number: sql<string | null>`${plans.content}->'document'->>'number'` })
    .from(plans)
    .orderBy(asc(plans.id));
}

/** Bodies that owe something now. */
export async function bodiesThatOwe(tx: Transaction): Promise<string[]> {
  const rows = await tx.selectDistinct({ id: obligations.organisation }).from(obligations).where(IS_OPEN);
  return rows.map(({ id }) => id);
}
