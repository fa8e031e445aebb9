import type { Transaction } from '../db/database.ts';
import type { ObligationRow } from '../db/queries/obligation.ts';
import { storeWorkItem, workItemOf } from '../db/queries/work-item.ts';
import { escalationKey } from '../domain/escalation.ts';
import type { Letter, Matter } from '../domain/letter.ts';
import { longDate, RUNG_LABELS, upperFirst } from '../domain/vietnamese.ts';
import type { WorkItemContent } from '../domain/work-item.ts';

/**
 * What the lead's head is asked about becomes work for a person, one for each obligation: a letter to the body's head
 * leaves only when somebody releases it, or issues it on paper.
 */
export async function openEscalations(
  tx: Transaction,
  tenant: string,
  letter: Letter,
  obligations: ObligationRow[],
): Promise<void> {
  for (const matter of letter.matters.filter(({ entry }) => entry.rung === 'late-head')) {
    const { obligation, ladder } = matter.entry;
    const row = obligations.find(({ id }) => id === obligation);
    if (!row) throw new TypeError(`no row of ${obligation}`);
    await storeWorkItem(tx, {
      ...{ tenant, kind: 'escalation', key: escalationKey(obligation, ladder) },
      ...{ plan: row.plan, obligation, organisation: row.organisation, createdAt: letter.at },
      content: contentOf(matter),
    });
  }
}

/** Clause, dates and every message with its fate: what a signature rests on. */
function contentOf({ organisationName, name, why, targetDay, earlier }: Matter): WorkItemContent {
  const sent = [...earlier].sort((a, b) => a.at - b.at);
  return {
    title: `${organisationName}: chưa nhận được “${name}”, chờ quyết định về thư gửi lãnh đạo đơn vị`,
    evidence: [
      ...why.map((text) => ({ at: null, text })),
      ...(targetDay === null ? [] : [{ at: targetDay, text: `ngày phải gửi: ${longDate(targetDay)}` }]),
      ...sent.map(({ at, rung, fate }) => ({ at, text: `${upperFirst(RUNG_LABELS[rung])}: ${fate}` })),
    ],
  };
}

/** The lead's document on an obligation that was issued on paper or goes with the letter, or null. */
export async function issuedOn(tx: Transaction, obligation: string, ladder: number): Promise<Matter['issued']> {
  const item = await workItemOf(tx, 'escalation', escalationKey(obligation, ladder));
  return item?.decision?.document ?? null;
}
