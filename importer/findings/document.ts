import type { Finding, Source } from '../../domain/plan.ts';
import type { LocalDate } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import { publishedDocument } from '../published-documents.ts';
import type { PublishedDocument } from '../published-documents.ts';
import { error, warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** Without its number a plan can be previewed and rehearsed, not activated: messages cite it. */
export function numberBlank({ plan }: Subject): Finding[] {
  const { number } = plan.document;
  // `/KH-UBND` is what a form says before somebody writes the number in.
  if (number !== null && /\d/.test(number)) return [];
  return [error('number-blank', 'Văn bản để trống số, ký hiệu; chưa nhập thì chưa kích hoạt được.')];
}

export function dateBlank({ plan }: Subject): Finding[] {
  if (plan.document.date !== null) return [];
  return [error('date-blank', 'Văn bản để trống ngày ban hành; chưa nhập thì chưa kích hoạt được.')];
}

/** No error: what was extracted often ends before the signature, and the signed copy lies in somebody's drawer. */
export function signerMissing({ plan }: Subject): Finding[] {
  if (plan.document.signer !== null) return [];
  return [warning('signer-missing', 'Văn bản không có tên người ký; cần đối chiếu với bản đã ký.')];
}

/** Compares what the plan cites with the documents as they were published. */
export function referenceDateDiffers({ plan, published }: Subject): Finding[] {
  return plan.document.basis.flatMap(({ ref, date }) => {
    const known = publishedDocument(ref, published);
    return date === null || !known || known.date === date ? [] : [citedDateDiffers(ref, date, known)];
  });
}

export function citedDateDiffers(ref: string, date: LocalDate, known: PublishedDocument, source?: Source): Finding {
  const message = `Văn bản “${ref}” được dẫn ngày ${shortDate(date)}, bản công bố ghi ngày ${shortDate(known.date)} (theo ${known.readAt}).`;
  return warning('reference-date-differs', message, source);
}
