import type { Finding } from '../../domain/plan.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import { publishedDocument } from '../published-documents.ts';
import { error, warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** Without its number a plan can be previewed and rehearsed, not activated: messages cite it. */
export function numberBlank({ plan }: Subject): Finding[] {
  if (plan.document.number !== null) return [];
  return [error('number-blank', 'Văn bản để trống số, ký hiệu; cần nhập trước khi kích hoạt.')];
}

export function dateBlank({ plan }: Subject): Finding[] {
  if (plan.document.date !== null) return [];
  return [error('date-blank', 'Văn bản để trống ngày ban hành; cần nhập trước khi kích hoạt.')];
}

/** Compares what the plan cites with the documents as they were published. */
export function referenceDateDiffers({ plan, published }: Subject): Finding[] {
  return plan.document.basis.flatMap(({ ref, date }) => {
    const known = publishedDocument(ref, published);
    if (date === null || !known || known.date === date) return [];
    const message = `Văn bản “${ref}” được dẫn ngày ${shortDate(date)}, bản công bố ghi ngày ${shortDate(known.date)} (${known.readAt}).`;
    return [warning('reference-date-differs', message)];
  });
}
