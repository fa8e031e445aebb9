import type { Transaction } from '../../db/database.ts';
import { loadFailing } from '../../db/queries/failing-address.ts';
import { storeNotifications } from '../../db/queries/notification.ts';
import { loadOrganisations } from '../../db/queries/organisation.ts';
import type { WorkItemRow } from '../../db/queries/work-item.ts';
import { leadOf } from '../../domain/activation.ts';
import { Refusal } from '../../domain/errors.ts';
import { escalationKey, headLetter, refuseAnswered } from '../../domain/escalation.ts';
import { isReachable } from '../../domain/reachability.ts';
import { recipientOf } from '../../domain/recipient.ts';
import { sendAtOf } from '../../domain/slot.ts';
import { localDateOf } from '../../domain/time.ts';
import type { WorkItemDecision } from '../../domain/work-item.ts';
import type { ServiceContext } from './context.ts';
import { type Holding, holdObligation } from './holding.ts';
import { decide, inOrder, lockedWorkItem, notALetter, refuseDecided } from './work-item.ts';

/** Who releases letters to heads, and the lead's document that goes with them, where one was issued. */
export interface Release {
  by: string;
  document: WorkItemDecision['document'];
}

/**
 * Releases drafted letters to the heads of bodies that have sent nothing: all of them, or none. What was issued on
 * paper first may still be mailed on. They leave at once within the hours of messages, else on the next working
 * morning, and are looked at once more then.
 */
export async function releaseLetters(context: ServiceContext, ids: number[], release: Release): Promise<WorkItemRow[]> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const rows: WorkItemRow[] = [];
    for (const id of inOrder(ids)) rows.push(await releaseLetter(tx, context, id, release));
    return rows;
  });
}

async function releaseLetter(
  tx: Transaction,
  context: ServiceContext,
  id: number,
  { by, document }: Release,
): Promise<WorkItemRow> {
  const item = await lockedWorkItem(tx, id);
  if (item.kind !== 'escalation' || item.obligation === null) throw notALetter(item);
  refuseDecided(item, ['open', 'on-paper']);
  const holding = await holdObligation(tx, context, item.obligation);
  refuseAnswered(holding.standing);
  if (item.key !== escalationKey(holding.row.id, holding.row.ladderNumber)) {
    throw new Refusal(
      'letter-outdated',
      `Thư về “${holding.standing.name}” được dự thảo theo thời hạn cũ; nay đã có thời hạn khác, thư không được gửi.`,
    );
  }
  await writeLetter(context, holding);
  const issued = document ?? item.decision?.document ?? null;
  return decide(tx, context, item, { state: 'released', decision: { document: issued, reason: null }, by });
}

async function writeLetter({ tenant }: ServiceContext, { tx, now, row, activation }: Holding): Promise<void> {
  const lead = leadOf(activation);
  const bodies = await loadOrganisations(tx, [row.organisation, lead.id]);
  const body = bodies.find(({ id }) => id === row.organisation);
  const rung = headLetter(row.id, now, activation);
  if (body && !isReachable(body, await loadFailing(tx))) {
    throw new Refusal(
      'contact-unreachable',
      `Đầu mối của “${body.name}” không nhận được thư nên cơ quan này không bị coi là gửi chậm; cần cập nhật địa chỉ đầu mối trước, hoặc phát hành công văn giấy rồi ghi số, ngày.`,
    );
  }
  const recipient = body && recipientOf(rung.id, body, lead, localDateOf(rung.at));
  if (!recipient) {
    throw new Refusal(
      'head-unknown',
      `Không có địa chỉ thư của người đứng đầu “${body?.name ?? row.organisation}”; có thể phát hành công văn giấy rồi ghi số, ngày.`,
    );
  }
  await storeNotifications(tx, [
    {
      ...{ tenant, plan: row.plan, obligation: row.id, ladder: row.ladderNumber, organisation: row.organisation },
      ...{ rung: rung.id, occurrence: rung.occurrence, channel: 'email', recipient: recipient.address },
      sendAt: sendAtOf(rung, recipient.address, activation.policy),
    },
  ]);
}
