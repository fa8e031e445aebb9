import { asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../db/database.ts';
import { loadOrganisations, storeOrganisations } from '../../db/queries/organisation.ts';
import { organisations } from '../../db/schema/index.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const TENANT = 'ubnd-tinh-thu';

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await freshDatabase();
  database = openDatabase(home.applicationUrl, 2);
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const body = (id: string, name: string, contact = 'Đầu mối'): Organisation => ({
  ...{ id, name, shortName: name, aliases: [], code: null, level: 'department', relation: 'subordinate' },
  ...{ parent: null, from: null, to: null, succeededBy: [] },
  contacts: [{ name: contact, role: 'focal', email: `${id}@thu.example` }],
});

const store = (tenant: string, ...bodies: Organisation[]): Promise<void> =>
  database.inTenant(tenant, (tx) => storeOrganisations(tx, tenant, bodies));

describe('Vietnamese text', () => {
  it('is kept composed: decomposed names are refused, with nothing of them written', async () => {
    const decomposed = 'Sở Y tế'.normalize('NFD');
    const check = (name: string): object => ({ cause: { code: '23514', constraint_name: name } });
    await expect(store(TENANT, body('a', 'Sở Nội vụ'), body('b', decomposed))).rejects.toMatchObject(
      check('organisation_name_nfc'),
    );
    await expect(store(TENANT, body('a', 'Sở Nội vụ', decomposed))).rejects.toMatchObject(check('contact_name_nfc'));
    expect(await database.inTenant(TENANT, (tx) => loadOrganisations(tx))).toEqual([]);
  });

  it('is sorted as a Vietnamese reader looks for it', async () => {
    const names = ['An Giang', 'Ăn Mòn', 'Ân Thi', 'Bà Rịa', 'Cần Thơ', 'Dầu Tiếng', 'Đà Nẵng', 'Điện Biên', 'Hà Nội'];
    const later = ['Nghệ An', 'Ô Môn', 'Ơ Đu', 'Sơn La', 'Uông Bí', 'Ứng Hòa', 'Yên Bái'];
    const sorted = [...names, ...later];
    await store('sap-xep', ...[...sorted].reverse().map((name, index) => body(`x${index}`, name)));
    const rows = await database.inTenant('sap-xep', (tx) =>
      tx.select({ name: organisations.name }).from(organisations).orderBy(asc(organisations.name)),
    );
    expect(rows.map(({ name }) => name)).toEqual(sorted);
    // The order comes with the column: plain bytes would put Đ, Ă and Ơ behind Z.
    const [last] = await database.inTenant('sap-xep', (tx) =>
      tx.execute(sql`select name from organisations order by name collate "C" desc limit 1`),
    );
    expect(last?.['name']).toBe('Ứng Hòa');
  });
});
