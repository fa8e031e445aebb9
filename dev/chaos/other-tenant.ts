import { isNull, sql } from 'drizzle-orm';
import { makeActive } from '../../api/services/activate.ts';
import { notifications, outbox } from '../../db/schema/index.ts';
import { endOfYear } from '../../domain/activation.ts';
import { DAY_MS } from '../../domain/time.ts';
import postgres from 'postgres';
import type { Finding } from './breach.ts';
import type { World } from './world.ts';

const OTHER = 'ubnd-tinh-khac';

/** The rows of a second tenant, table by table, in one number each. */
export type OtherTenant = Record<string, string>;

/**
 * A second tenant with the same plan, bodies and ids, of which no word reaches Temporal, and messages that wait beyond
 * the year: whoever forgets to name the tenant finds its rows.
 */
export async function plantOtherTenant(world: World): Promise<OtherTenant> {
  const { activation, year } = world.scenario;
  await makeActive({ ...world.context, tenant: OTHER }, activation, 'người khác');
  await world.watch.inTenant(OTHER, async (tx) => {
    await tx.update(outbox).set({ deliveredAt: world.now }).where(isNull(outbox.deliveredAt));
    const rows = await tx.execute<{ id: string; organisation: string }>(sql`select id, organisation from obligations`);
    for (const { id, organisation } of rows) {
      await tx.insert(notifications).values({
        ...{ tenant: OTHER, plan: activation.id, obligation: id, ladder: 1, rung: 'opening', occurrence: 0 },
        ...{ channel: 'email', recipient: 'ai-do@khac.example', organisation, sendAt: endOfYear(year) + DAY_MS },
      });
    }
  });
  return rowsOfOther(world);
}

/** I8: its rows stay as they are, and of the first tenant's session none is seen. */
export async function checkOtherTenant(world: World, before: OtherTenant): Promise<Finding[]> {
  const after = await rowsOfOther(world);
  const changed = Object.keys(before).filter((table) => before[table] !== after[table]);
  const seen = await world.watch.inTenant(world.scenario.tenant, (tx) =>
    tx.execute<{ tenant: string }>(sql`select distinct tenant from obligations union select tenant from notifications
      union select tenant from envelopes union select tenant from facts union select tenant from audit_log`),
  );
  const strange = seen.filter(({ tenant }) => tenant !== world.scenario.tenant);
  return [
    ...changed.map((table): Finding => ({ invariant: 'I8', fact: `rows of another tenant changed in ${table}` })),
    ...strange.map(({ tenant }): Finding => ({ invariant: 'I8', fact: `rows of ${tenant} are seen from without` })),
  ];
}

/** As the owner, to whom all rows are visible. */
async function rowsOfOther({ ownerUrl }: World): Promise<OtherTenant> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const tables = await owner<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant' and table_name <> 'tenants' order by 1`;
    const union = tables
      .map(
        ({ name }) =>
          `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as rows from ${name} t where tenant = '${OTHER}'`,
      )
      .join(' union all ');
    const digests = (await owner.unsafe(union)) as unknown as { name: string; rows: string }[];
    return Object.fromEntries(digests.map(({ name, rows }) => [name, rows]));
  } finally {
    await owner.end();
  }
}
