import type { Finding } from '../../domain/plan.ts';
import { bodyOf, isFootnote, isHeading, isSignature, sourceOf } from './plan-text.ts';
import type { Line, TextSubject } from './plan-text.ts';
import { note } from './subject.ts';

/** A shorter line is a name, a heading, a form to fill in. */
const FEWEST_WORDS = 8;

/** A sentence that a page's end or a footnote cuts in two: its second half belongs to the same duty. */
export function sentencesInterrupted(subject: TextSubject): Finding[] {
  const body = bodyOf(subject);
  return body.flatMap((line, index) => {
    const next = body[index + 1];
    if (!next || !isCut(line.text, next.text)) return [];
    const between = subject.lines.slice(line.number, next.number - 1).some(isFootnote)
      ? ' bị chú thích cuối trang xen giữa'
      : ' bị ngắt giữa chừng';
    const message = `Câu “… ${lastWords(line)}”${between}, nối tiếp ở dòng ${next.number} (“${firstWords(next)} …”).`;
    return [note('text-interrupted', message, sourceOf(subject, line.number, lastWords(line)))];
  });
}

function isCut(text: string, next: string): boolean {
  if (text.split(' ').length < FEWEST_WORDS || /[.;:!?…/)”"|*]$/.test(text) || isHeading(text)) return false;
  // `a) Chương trình …` begins a part of its own.
  return (/^\p{Ll}/u.test(next) && !/^\p{Ll}[.)]/u.test(next)) || (text.endsWith(',') && /^\p{L}/u.test(next));
}

const lastWords = ({ text }: Line): string => text.replace(/,$/, '').split(' ').slice(-6).join(' ');
const firstWords = ({ text }: Line): string => text.split(' ').slice(0, 4).join(' ');

/** What an extraction takes along after the signature: buttons and advertisements of the page that it stood on. */
export function textAfterSignature(subject: TextSubject): Finding[] {
  const { lines, end } = subject;
  const annex = lines.findIndex((text, index) => index >= end && /^\W*(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC)/u.test(text));
  const after = lines
    .slice(0, annex < 0 ? lines.length : annex)
    .map((text, index): Line => ({ number: index + 1, text }))
    .filter(({ number, text }) => number > end && isForeign(text));
  const [first] = after;
  if (!first) return [];
  const message = `Sau phần ký còn ${after.length} dòng không thuộc văn bản, từ “${firstWords(first)}”; không đọc vào kế hoạch.`;
  return [note('text-after-signature', message, sourceOf(subject, first.number, firstWords(first)))];
}

/** Recipients begin with a dash, names are few words and each with a capital, titles are capitals throughout. */
function isForeign(text: string): boolean {
  if (isFootnote(text) || isSignature(text) || /^[-+*]/.test(text)) return false;
  const words = text.split(' ').filter((word) => /\p{L}/u.test(word));
  return words.length >= 4 && words.some((word) => /^\p{Ll}/u.test(word));
}
