import { change, CLOCK } from '../../../db/change.ts';
import type { Transaction } from '../../../db/database.ts';
import { storeWorkItem } from '../../../db/queries/work-item.ts';
import { markZaloTrouble } from '../../../db/queries/zalo-account.ts';
import { type Instant, isoInstant } from '../../../domain/time.ts';
import { troubleText, troubleWords, type ZaloTrouble } from '../../../domain/zalo-account.ts';

/** The account sends nothing from now on, until a person has mended it: one work item tells of one trouble. */
export async function pauseZalo(
  tx: Transaction,
  tenant: string,
  { trouble, code, at }: { trouble: ZaloTrouble; code: number; at: Instant },
): Promise<void> {
  const text = troubleText(trouble, code);
  if (!(await markZaloTrouble(tx, text))) return;
  const entry = { tenant, at, actor: CLOCK, action: 'zalo.paused', entity: tenant, payload: { trouble, code } };
  await change(tx, entry, () =>
    storeWorkItem(tx, {
      tenant,
      kind: 'channel',
      key: `zalo/${trouble}/${isoInstant(at)}`,
      createdAt: at,
      content: {
        title: `Tạm dừng gửi tin Zalo: ${troubleWords(text)}.`,
        evidence: [
          { at, text: `Zalo trả lời mã ${code}. Thư điện tử vẫn gửi bình thường; tin Zalo chưa gửi thì không gửi bù.` },
        ],
      },
    }),
  );
}
