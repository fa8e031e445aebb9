import type { Transaction } from '../../../db/database.ts';
import { loadOrganisations } from '../../../db/queries/organisation.ts';
import { listPlans } from '../../../db/queries/plan.ts';
import { count } from '../../../domain/vietnamese.ts';
import { unreleasedOf } from '../../services/batch-release.ts';
import { readSwitch, type Switch } from '../../services/sending-view.ts';
import { notLive } from '../../services/sending-words.ts';

/** Why not every message of a plan leaves, or of all plans, one sentence each; none where everything does. */
export async function readRestraints(tx: Transaction, only: string | null = null): Promise<string[]> {
  const found = await readSwitch(tx);
  const plans = (await listPlans(tx)).filter(({ id }) => only === null || id === only);
  const stops = found.stops.filter(({ scope, subject }) => scope !== 'plan' || plans.some(({ id }) => id === subject));
  const names = await namesOf(tx, stops);
  const sentences = notLive({ ...found, stops }, ({ scope, subject }) => {
    if (scope === 'all') return 'toàn hệ thống';
    if (scope === 'organisation') return `tới ${names.get(subject) ?? subject}`;
    return `kế hoạch số ${plans.find(({ id }) => id === subject)?.content.document.number ?? subject}`;
  });
  if (found.mode !== 'live') return sentences;
  for (const { id, content } of plans) {
    const waiting = await unreleasedOf(tx, id);
    if (waiting.length === 0) continue;
    const number = content.document.number ?? id;
    sentences.push(`Kỳ đầu của kế hoạch số ${number} gửi theo đợt: ${count(waiting.length)} cơ quan chưa được gửi.`);
  }
  return sentences;
}

async function namesOf(tx: Transaction, stops: Switch['stops']): Promise<Map<string, string>> {
  const ids = stops.filter(({ scope }) => scope === 'organisation').map(({ subject }) => subject);
  return new Map((await loadOrganisations(tx, ids)).map(({ id, name }) => [id, name]));
}
