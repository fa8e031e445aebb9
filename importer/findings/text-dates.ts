import type { Finding } from '../../domain/plan.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import { publishedDocument } from '../published-documents.ts';
import { citationsIn } from './citation.ts';
import type { Citation } from './citation.ts';
import { citedYearImplausible, impossibleDate, isCitable } from './dates.ts';
import { citedDateDiffers } from './document.ts';
import { isFootnote, sourceOf } from './plan-text.ts';
import type { Line, TextSubject } from './plan-text.ts';
import { warning } from './subject.ts';
import { dateOf, writtenDates } from './written-date.ts';

/** A document is often cited more than once, and right the other time. */
interface Cited extends Citation {
  line: number;
}

function citedIn({ lines }: TextSubject): Cited[] {
  return lines.flatMap((text, index) => citationsIn(text).map((citation) => ({ ...citation, line: index + 1 })));
}

export function citedYears(subject: TextSubject): Finding[] {
  const all = citedIn(subject);
  const { document } = subject.plan;
  return all.flatMap(({ ref, words, date, line }) => {
    if (date === null || isCitable(date, document)) return [];
    const other = all.find((one) => one.ref === ref && one.date !== null && isCitable(one.date, document));
    const hint = other?.date ? `; dòng ${other.line} ghi ngày ${shortDate(other.date)}` : '';
    return [citedYearImplausible(ref, date, sourceOf(subject, line, words), hint)];
  });
}

export function citedDates(subject: TextSubject): Finding[] {
  return citedIn(subject).flatMap(({ ref, words, date, line }) => {
    const known = publishedDocument(ref, subject.published);
    if (date === null || !known || known.date === date || !isCitable(date, subject.plan.document)) return [];
    return [citedDateDiffers(ref, date, known, sourceOf(subject, line, words))];
  });
}

/** A day that does not exist stops a plan where it orders something; in a citation it is only to be looked up. */
export function impossibleDays(subject: TextSubject): Finding[] {
  const { lines, end, plan } = subject;
  const read = lines
    .map((text, index): Line => ({ number: index + 1, text }))
    .filter(({ number, text }) => number < end || isFootnote(text));
  return read.flatMap(({ number, text }) => {
    const cited = citationsIn(text);
    return writtenDates(text).flatMap((written) => {
      if (dateOf(written, plan.document.year) !== null) return [];
      const source = sourceOf(subject, number, written.words);
      const citation = cited.find((one) => one.written.at === written.at);
      if (!citation) return [impossibleDate(written.words, source)];
      const message = `Văn bản “${citation.ref}” được dẫn ngày “${written.words}”, là ngày không có trong lịch.`;
      return [warning('date-impossible', message, source)];
    });
  });
}
