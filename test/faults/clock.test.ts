import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDatabase, type Check } from '../../api/services/doctor.ts';
import type { Connection } from '../../api/services/connection.ts';
import { openShared, type Opened } from '../support/opened.ts';

let opened: Opened;
const { now } = Date;
beforeEach(async () => {
  opened = await openShared();
});
afterEach(async () => {
  Date.now = now;
  await opened.stop();
});

async function clock(): Promise<Check | undefined> {
  const connection = { database: opened.context.database, tenants: [], installation: { clockShift: 0 } };
  return (await checkDatabase(connection as unknown as Connection)).find(({ name }) => name === 'clock');
}

it('doctor names a machine whose clock is not PostgreSQL’s', async () => {
  expect(await clock()).toMatchObject({ ok: true });
  Date.now = () => now() + 3_600_000;
  const found = await clock();
  expect(found).toMatchObject({ ok: false });
  expect(found?.message).toMatch(/^Đồng hồ máy này nhanh hơn PostgreSQL (3599|3600|3601) giây/);
  Date.now = () => now() - 86_400_000;
  expect((await clock())?.message).toMatch(/chậm hơn PostgreSQL 864\d\d giây/);
});
