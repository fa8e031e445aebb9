import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Contact, Organisation } from '../../domain/organisation.ts';
import type { Transaction } from '../database.ts';
import { contacts, organisations, tenants } from '../schema/index.ts';

/** Writes the tree of a tenant as its file has it: bodies by id, contacts anew. */
export async function storeOrganisations(tx: Transaction, tenant: string, bodies: Organisation[]): Promise<void> {
  await tx.insert(tenants).values({ tenant }).onConflictDoNothing();
  for (const [position, body] of bodies.entries()) {
    const { from, to, contacts: people, ...rest } = body;
    const row = { tenant, position, validFrom: from, validTo: to, ...rest };
    await tx
      .insert(organisations)
      .values(row)
      .onConflictDoUpdate({ target: [organisations.tenant, organisations.id], set: row });
    await tx.delete(contacts).where(and(eq(contacts.tenant, tenant), eq(contacts.organisation, body.id)));
    if (people.length > 0) {
      await tx.insert(contacts).values(
        people.map((contact, index) => ({
          tenant,
          organisation: body.id,
          position: index,
          name: contact.name,
          role: contact.role,
          title: contact.title ?? null,
          email: contact.email,
          phone: contact.phone ?? null,
          zalo: contact.zalo ?? null,
          zaloConsent: contact.zaloConsent ?? null,
        })),
      );
    }
  }
}

/** All organisations of the tenant in the order of the file, or only those named. */
export async function loadOrganisations(tx: Transaction, ids?: string[]): Promise<Organisation[]> {
  const bodies = await tx
    .select()
    .from(organisations)
    .where(ids ? inArray(organisations.id, ids) : sql`true`)
    .orderBy(asc(organisations.position));
  const people = await tx
    .select()
    .from(contacts)
    .where(ids ? inArray(contacts.organisation, ids) : sql`true`)
    .orderBy(asc(contacts.position));
  return bodies.map((body) => ({
    id: body.id,
    name: body.name,
    shortName: body.shortName,
    aliases: body.aliases,
    code: body.code,
    level: body.level,
    relation: body.relation,
    parent: body.parent,
    from: body.validFrom,
    to: body.validTo,
    succeededBy: body.succeededBy,
    contacts: people.filter(({ organisation }) => organisation === body.id).map(contactOfRow),
  }));
}

function contactOfRow(row: typeof contacts.$inferSelect): Contact {
  return {
    name: row.name,
    role: row.role,
    email: row.email,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.zalo === null ? {} : { zalo: row.zalo }),
    ...(row.zaloConsent === null ? {} : { zaloConsent: row.zaloConsent }),
  };
}
