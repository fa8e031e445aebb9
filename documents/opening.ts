import type { Consolidation } from '../domain/consolidation.ts';
import { symbolOf, signingYear } from './letterhead.ts';
import { countBodies, everySource } from './source.ts';
import { BLANK, longDate, moment, sentence, shortDate } from './text.ts';

const KINDS: Record<string, string> = { KH: 'Kế hoạch', CTr: 'Chương trình', ĐA: 'Đề án', QĐ: 'Quyết định' };

/** `Kết quả thực hiện …`: the subject under the word BÁO CÁO, which a title often repeats. */
export function subjectOf(c: Consolidation): string {
  return sentence(c.title.trim().replace(/^báo cáo\s+/i, ''));
}

/** What a supplement brings up to date. The number and day of the issued report are filled in by hand. */
export function supplementSubject(c: Consolidation): string {
  const subject = subjectOf(c);
  const about = subject.charAt(0).toLocaleLowerCase('vi') + subject.slice(1);
  return `Bổ sung, cập nhật Báo cáo số${BLANK}/${symbolOf(c)} ngày${BLANK}tháng${BLANK}năm ${signingYear(c)} về ${about}`;
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
  const parts = [kindOf(c), ...(number ? [`số ${number}`] : []), ...(date ? [longDate(date)] : []), `của ${issuer}`];
  return [...parts, aboutPlan(c)].filter((part) => part !== '').join(' ');
}

function kindOf(c: Consolidation): string {
  const symbol = /\/\s*([^-\s]+)-/.exec(c.plan.number ?? '')?.[1] ?? '';
  return KINDS[symbol] ?? 'Kế hoạch';
}

/** A title in capitals can't be set in small letters without losing its names: the number then has to do. */
function aboutPlan(c: Consolidation): string {
  const title = c.plan.title.trim();
  if (title === title.toLocaleUpperCase('vi')) return '';
  return title.charAt(0).toLocaleLowerCase('vi') + title.slice(1);
}

function receivedText(c: Consolidation): string {
  const count = `${c.received.length}/${c.expected.length} cơ quan, đơn vị, địa phương`;
  return `tính đến ${moment(c.asOf)}, nhận được báo cáo của ${count}`;
}

function supplementText(c: Consolidation): string {
  const count = `${countBodies(everySource(c))} cơ quan, đơn vị, địa phương`;
  return `sau khi báo cáo nêu trên được ban hành, tính đến ${moment(c.asOf)}, nhận thêm số liệu, nội dung của ${count}`;
}

function cutOffText(c: Consolidation): string[] {
  if (c.cutOff === null) return [];
  const estimated = c.indicators.some(({ figures }) => figures.some(({ figure }) => figure.status === 'estimate'));
  return [`Số liệu tính đến ngày ${shortDate(c.cutOff)}${estimated ? '; số liệu ghi “Ước” là ước thực hiện' : ''}.`];
}
