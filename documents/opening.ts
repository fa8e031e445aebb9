import type { Consolidation } from '../domain/consolidation.ts';
import { planKind } from '../domain/report-subject.ts';
import type { LocalDate } from '../domain/time.ts';
import { symbolOf, signingYear } from './letterhead.ts';
import { countBodies, everySource } from './source.ts';
import { BLANK, longDate, moment, sentence, shortDate } from './text.ts';

/** `Kết quả thực hiện …`: the subject under the word BÁO CÁO, which a title often repeats. */
export function subjectOf(c: Consolidation): string {
  return sentence(c.title.trim().replace(/^báo cáo\s+/i, ''));
}

/** What a supplement brings up to date. Where number and day of the issued report aren't known, a hand fills them in. */
export function supplementSubject(c: Consolidation): string {
  const subject = subjectOf(c);
  const about = subject.charAt(0).toLocaleLowerCase('vi') + subject.slice(1);
  const issued = c.follows
    ? `số ${c.follows.number} ${longDate(c.follows.date)}`
    : `số${BLANK}/${symbolOf(c)} ngày${BLANK}tháng${BLANK}năm ${signingYear(c)}`;
  return `Bổ sung, cập nhật Báo cáo ${issued} về ${about}`;
}

/** The first paragraph: on what basis, up to when, from how many, and with figures up to which day. */
export function openingText(c: Consolidation): string {
  return [
    `Thực hiện ${basis(c)}; ${c.kind === 'draft' ? receivedText(c) : supplementText(c)}.`,
    ...cutOffText(c),
    `${c.lead.name} tổng hợp, báo cáo như sau:`,
  ].join(' ');
}

function basis(c: Consolidation): string {
  const { number, date, issuer } = c.plan;
  const parts = [
    planKind(number),
    ...(number ? [`số ${number}`] : []),
    ...(date ? [longDate(date)] : []),
    `của ${issuer}`,
  ];
  return [...parts, aboutPlan(c)].filter((part) => part !== '').join(' ');
}

/** A title in capitals can't be set in small letters without losing its names: the number then has to do. */
function aboutPlan(c: Consolidation): string {
  const title = c.plan.title.trim();
  if (title === title.toLocaleUpperCase('vi')) return '';
  return title.charAt(0).toLocaleLowerCase('vi') + title.slice(1);
}

function receivedText(c: Consolidation): string {
  const count = `${c.received.length}/${c.expected.length} cơ quan, đơn vị, địa phương`;
  return `tính đến ${moment(c.asOf)}, nhận được ${handedIn(c)} của ${count}`;
}

function supplementText(c: Consolidation): string {
  const speaking = countBodies(everySource(c));
  const content = c.covers === 'document' ? handedIn(c) : 'số liệu, nội dung';
  // Reports may have come and wait for review still: then there is nothing of theirs to tell.
  const more = speaking > 0 ? `${content} của ${speaking}` : `${handedIn(c)} của ${c.receivedBodies.length}`;
  const since = `sau khi báo cáo nêu trên được ban hành, tính đến ${moment(c.asOf)}`;
  return `${since}, nhận thêm ${more} cơ quan, đơn vị, địa phương`;
}

const handedIn = ({ covers }: Consolidation): string => (covers === 'document' ? 'văn bản' : 'báo cáo');

/**
 * Up to which day figures go. Counted on the day that ends the period (Nghị định 09/2019/NĐ-CP, Điều 12), they are
 * closed; counted before it, whoever reads them must know that the rest is an estimate.
 */
function cutOffText({ covers, cutOff, periodEnd, indicators }: Consolidation): string[] {
  if (cutOff === null || covers === 'document') return [];
  const estimated = indicators.some(({ figures }) => figures.some(({ figure }) => figure.status === 'estimate'));
  const mark = estimated ? '; số liệu ghi “Ước” là ước thực hiện' : '';
  return [`${cutOffWords(cutOff, periodEnd)}${mark}.`];
}

function cutOffWords(cutOff: LocalDate, periodEnd: LocalDate | null): string {
  if (periodEnd === null || cutOff > periodEnd) return `Số liệu tính đến ngày ${shortDate(cutOff)}`;
  if (cutOff === periodEnd) return `Số liệu chốt đến ngày ${shortDate(cutOff)}`;
  return `Số liệu ước tính đến ngày ${shortDate(cutOff)}`;
}
