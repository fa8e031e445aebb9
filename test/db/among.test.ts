import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../db/database.ts';
import { textArray } from '../../db/queries/among.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await emptyDatabase();
  database = openDatabase(home.ownerUrl, 1);
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

it.each([
  { words: 'none', values: [] },
  { words: 'one', values: ['so-y-te'] },
  { words: 'Vietnamese, with a tone', values: ['Sở Y tế', 'Ủy ban nhân dân xã Ví Dụ'] },
  {
    words: 'what PostgreSQL reads as its own signs',
    values: ['a,b', '{', '}', '"', '\\', '\\"', "'", ' ', '', 'NULL', 'a\nb'],
  },
])('a list of texts comes to the server as it is: $words', async ({ values }) => {
  const rows = await database.inTenant('', (tx) =>
    tx.execute<{ value: string }>(
      sql`select value from unnest(${textArray(values)}) with ordinality as t (value, n) order by n`,
    ),
  );
  expect(rows.map(({ value }) => value)).toEqual(values);
});
