import type { z } from 'zod';
import type { workDocument } from '../contracts/cli.ts';
import type { WorkItemRow } from '../api/services/work-item.ts';
import { isoInstant, localDateOf } from '../domain/time.ts';
import { longInstant, shortDate } from '../domain/vietnamese.ts';
import { WORK_ITEM_STATE_LABELS } from '../domain/work-item.ts';
import { wrapped } from './output.ts';

type WorkDocument = z.infer<typeof workDocument>;

/** The document `{workItems}`. */
export const workItemsDocument = (items: readonly WorkItemRow[]): WorkDocument => ({
  workItems: items.map(({ content, createdAt, decidedAt, tenant: _tenant, key: _key, ...item }) => ({
    ...item,
    title: content.title,
    evidence: content.evidence.map(({ at, text }) => ({ at: typeof at === 'number' ? isoInstant(at) : at, text })),
    createdAt: isoInstant(createdAt),
    decidedAt: decidedAt === null ? null : isoInstant(decidedAt),
  })),
});

/** One under the other, each with its number, which the other commands take. */
export function workLines(items: readonly WorkItemRow[]): string[] {
  if (items.length === 0) return ['Không có việc nào chờ quyết định.'];
  return items.flatMap((item) => [
    ...wrapped(`${item.content.title} (${WORK_ITEM_STATE_LABELS[item.state]})`, `${item.id}. `),
    ...item.content.evidence.flatMap(({ at, text }) =>
      wrapped(`${at === null ? '' : `${dayOf(at)}: `}${text}`, '   - '),
    ),
    ...decisionLines(item),
  ]);
}

const dayOf = (at: number | string): string => shortDate(typeof at === 'number' ? localDateOf(at) : at);

function decisionLines({ decision, decidedBy, decidedAt }: WorkItemRow): string[] {
  if (!decision || decidedAt === null) return [];
  const document = decision.document
    ? `công văn số ${decision.document.number} ngày ${shortDate(decision.document.date)}`
    : '';
  const what = [document, decision.reason ?? ''].filter((part) => part !== '').join('; ');
  return wrapped(`${decidedBy ?? ''}, ${longInstant(decidedAt)}${what === '' ? '' : `: ${what}`}`, '   → ');
}
