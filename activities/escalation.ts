import type { Transaction } from '../db/database.ts';
import { storeWorkItem, workItemOf } from '../db/queries/work-item.ts';
import { escalationKey } from '../domain/escalation.ts';
import type { Letter, Matter } from '../domain/letter.ts';
import { type Instant, instantAt } from '../domain/time.ts';
import { longDate, RUNG_LABELS, upperFirst } from '../domain/vietnamese.ts';
import type { WorkItemContent } from '../domain/work-item.ts';
import type { Entry } from './entry.ts';

/**
 * What the lead's head is asked about becomes work for a person, one for each obligation: a letter to the body's head
 * leaves only when somebody releases it, or issues it on paper.
 */
export async function openEscalations(
  tx: Transaction,
  tenant: string,
  at: Instant,
  letters: readonly Letter[],
  entries: readonly Entry[],
): Promise<void> {
  const rows = new Map(entries.map(({ held }) => [held.row.id, held.row]));
  const asked = letters.flatMap(({ matters }) => matters).filter(({ entry }) => entry.rung === 'late-head');
  for (const matter of asked) {
    const { obligation, ladder } = matter.entry;
    const row = rows.get(obligation);
    if (!row) throw new TypeError(`no row of ${obligation}`);
    await storeWorkItem(tx, {
      ...{ tenant, kind: 'escalation', key: escalationKey(obligation, ladder) },
      ...{ plan: row.plan, obligation, organisation: row.organisation, createdAt: at },
      content: contentOf(matter),
    });
  }
}

/** Clause, dates and every message with its fate: what a signature rests on. */
function contentOf({ organisationName, name, why, targetDay, earlier }: Matter): WorkItemContent {
  const sent = earlier.map(({ at, rung, fate }) => ({ on: at, at, text: `${upperFirst(RUNG_LABELS[rung])}: ${fate}` }));
  const due =
    targetDay === null
      ? []
      : [{ on: instantAt(targetDay, '23:59'), at: targetDay, text: `ngày phải gửi: ${longDate(targetDay)}` }];
  return {
    title: `${organisationName}: chưa nhận được “${name}”, chờ quyết định về thư gửi lãnh đạo đơn vị`,
    evidence: [
      ...why.map((text) => ({ at: null, text })),
      ...[...sent, ...due].sort((a, b) => a.on - b.on).map(({ at, text }) => ({ at, text })),
    ],
  };
}

/** The lead's documents that were issued and go with letters to heads, by obligation. */
export async function issuedOn(tx: Transaction, entries: readonly Entry[]): Promise<Map<string, Matter['issued']>> {
  const issued = new Map<string, Matter['issued']>();
  for (const { notification, held } of entries.filter((entry) => entry.notification.rung === 'head-letter')) {
    const item = await workItemOf(tx, 'escalation', escalationKey(held.row.id, notification.ladder));
    issued.set(held.row.id, item?.decision?.document ?? null);
  }
  return issued;
}
