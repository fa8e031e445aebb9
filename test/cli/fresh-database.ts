import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { draftReport } from '../../activities/draft.ts';
import { openDatabase } from '../../db/database.ts';
import { migrateDatabase } from '../../db/migration.ts';
import { storeObligations, updateObligation } from '../../db/queries/obligation.ts';
import { loadActivation, updateRound } from '../../db/queries/plan.ts';
import { derive } from '../../domain/derivation.ts';
import { firstLadder } from '../../domain/subject.ts';
import type { Instant } from '../../domain/time.ts';

export interface FreshDatabase {
  /** As the application's role; without its password, which other files of the same server may be setting now. */
  url: string;
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A migrated database of one's own. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('postgresOwnerUrl');
  const name = `cli_${randomBytes(6).toString('hex')}`;
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  const ownerUrl = `${server}/${name}`;
  await migrateDatabase(ownerUrl);
  return {
    url: `${ownerUrl}?role=dondoc_app`,
    ownerUrl,
    drop: async () => {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Makes the draft of a round, as its workflow does on the consolidation day. */
export async function makeDraft(url: string, tenant: string, round: string, now: Instant): Promise<void> {
  const database = openDatabase(url, 1);
  await database.inTenant(tenant, (tx) => draftReport(tx, tenant, round, now));
  await database.close();
}

/** Writes a round's obligations as open, as the workflows do on the opening day. */
export async function openRound(url: string, tenant: string, plan: string, round: string, now: Instant): Promise<void> {
  const database = openDatabase(url, 1);
  await database.inTenant(tenant, async (tx) => {
    const activation = await loadActivation(tx, plan);
    if (!activation) throw new Error(`${plan} is not active`);
    const list = derive(activation)
      .obligations.map((obligation, position) => ({
        obligation,
        position,
        ladder: firstLadder(obligation, activation),
      }))
      .filter((one) => one.obligation.round === round);
    await storeObligations(tx, tenant, list, now);
    for (const { obligation } of list) await updateObligation(tx, obligation.id, { openedAt: now });
    await updateRound(tx, round, { openedAt: now, unsettled: list.length });
  });
  await database.close();
}
