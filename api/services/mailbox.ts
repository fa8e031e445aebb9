import { loadFailing } from '../../db/queries/failing-address.ts';
import { bodiesThatOwe, loadMailboxes } from '../../db/queries/mailbox.ts';
import { loadOrganisations } from '../../db/queries/organisation.ts';
import { isReachable } from '../../domain/reachability.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import type { Connection } from './connection.ts';

/** The mailbox is looked into every minute. */
const UNREAD_AFTER = 15 * MINUTE_MS;

/** Whether somebody reads what comes back, and how many bodies nothing reaches. */
export async function lookedInto({
  database,
  tenants,
  installation,
}: Connection): Promise<{ ok: boolean; message: string }> {
  let last = 0;
  let unreachable = 0;
  for (const tenant of tenants) {
    await database.inTenant(tenant, async (tx) => {
      for (const { readAt } of await loadMailboxes(tx)) last = Math.max(last, readAt);
      const [failing, owing] = [await loadFailing(tx), await bodiesThatOwe(tx)];
      const bodies = owing.length > 0 ? await loadOrganisations(tx, owing) : [];
      unreachable += bodies.filter((body) => !isReachable(body, failing)).length;
    });
  }
  const bodies =
    unreachable === 0
      ? 'Cơ quan nào cũng có đầu mối nhận được thư.'
      : `${unreachable} cơ quan chưa có đầu mối nhận được thư, không bị coi là chậm.`;
  if (installation.imapUrl === null) {
    return { ok: true, message: `Chưa đặt hộp thư (IMAP_URL): không ai đọc thư trả lại. ${bodies}` };
  }
  if (last === 0) return { ok: false, message: `Hộp thư chưa được đọc lần nào. ${bodies}` };
  const age = Date.now() - installation.clockShift - last;
  const message = `Hộp thư được đọc lần cuối ${Math.max(0, Math.round(age / MINUTE_MS))} phút trước. ${bodies}`;
  return { ok: age < UNREAD_AFTER, message };
}
