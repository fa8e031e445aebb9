import { and, asc, eq, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { AddressOwner } from '../../domain/bounce.ts';
import { addressKey, type ContactEvent, type FailingAddresses } from '../../domain/reachability.ts';
import { isoInstant } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { auditLog, contacts, failingAddresses, organisations } from '../schema/index.ts';

type FailingRow = typeof failingAddresses.$inferSelect;

/** E-mail only: a contact that has Zalo too still gets its letters by e-mail. */
const ofEmail = eq(failingAddresses.channel, 'email');

const spelled = sql<string>`lower(trim(${contacts.email}))`;

export async function loadFailing(tx: Transaction): Promise<FailingAddresses> {
  const rows = await tx.select({ address: failingAddresses.address }).from(failingAddresses).where(ofEmail);
  return new Set(rows.map(({ address }) => address));
}

export async function failingAddress(tx: Transaction, address: string): Promise<FailingRow | null> {
  const one = and(ofEmail, eq(failingAddresses.address, addressKey(address)));
  const [row] = await tx.select().from(failingAddresses).where(one).for('update');
  return row ?? null;
}

/** True where it was not failing before; else only an earlier beginning is taken over. */
export async function storeFailing(tx: Transaction, row: Omit<FailingRow, 'channel'>): Promise<boolean> {
  const values = { ...row, channel: 'email' as const, address: addressKey(row.address) };
  const inserted = await tx.insert(failingAddresses).values(values).onConflictDoNothing().returning();
  if (inserted.length > 0) return true;
  const earlier = sql`least(${failingAddresses.since}, ${isoInstant(row.since)}::timestamptz)`;
  const one = and(ofEmail, eq(failingAddresses.address, values.address));
  await tx.update(failingAddresses).set({ since: earlier }).where(one);
  return false;
}

/** The row as it was, or null where the address was not failing. */
export async function deleteFailing(tx: Transaction, address: string): Promise<FailingRow | null> {
  const one = and(ofEmail, eq(failingAddresses.address, addressKey(address)));
  const [row] = await tx.delete(failingAddresses).where(one).returning();
  return row ?? null;
}

/** Addresses that no contact has any more. */
export async function unusedFailing(tx: Transaction): Promise<string[]> {
  const used = tx.select({ address: spelled }).from(contacts).where(isNotNull(contacts.email));
  const rows = await tx
    .select({ address: failingAddresses.address })
    .from(failingAddresses)
    .where(and(ofEmail, notInArray(failingAddresses.address, used)));
  return rows.map(({ address }) => address);
}

/** Whose address it is: one may serve several bodies. */
export async function ownersOf(tx: Transaction, address: string): Promise<AddressOwner[]> {
  return tx
    .select({
      organisation: organisations.id,
      organisationName: organisations.name,
      contactName: contacts.name,
      role: contacts.role,
    })
    .from(contacts)
    .innerJoin(organisations, eq(organisations.id, contacts.organisation))
    .where(eq(spelled, addressKey(address)))
    .orderBy(asc(organisations.position), asc(contacts.position));
}

export const CONTACT_FAILING = 'contact.failing';
export const CONTACT_WORKING = 'contact.working';

/** What the log says of the bodies' own contacts; others of a body do not decide over its reachability. */
export async function contactEvents(tx: Transaction): Promise<ContactEvent[]> {
  const rows = await tx
    .select({ organisation: auditLog.entity, action: auditLog.action, at: auditLog.at, payload: auditLog.payload })
    .from(auditLog)
    .where(
      and(inArray(auditLog.action, [CONTACT_FAILING, CONTACT_WORKING]), eq(sql`${auditLog.payload}->>'role'`, 'focal')),
    )
    .orderBy(asc(auditLog.sequence));
  return rows.map(({ organisation, action, at, payload }) => ({
    organisation,
    works: action === CONTACT_WORKING,
    at: typeof payload['since'] === 'number' ? payload['since'] : at,
  }));
}
