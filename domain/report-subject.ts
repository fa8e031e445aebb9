import type { Organisation } from './organisation.ts';
import type { PlanDocument } from './plan.ts';
import { addDays, type LocalDate } from './time.ts';
import { lowerFirst } from './vietnamese.ts';

const KINDS: Record<string, string> = { KH: 'Kế hoạch', CTr: 'Chương trình', ĐA: 'Đề án', QĐ: 'Quyết định' };

/** `Kế hoạch` from `123/KH-UBND`: what a plan calls itself stands in its number. */
export function planKind(number: string | null): string {
  const symbol = /\/\s*([^-\s]+)-/.exec(number ?? '')?.[1] ?? '';
  return KINDS[symbol] ?? 'Kế hoạch';
}

/** `02 /KH-UBND` as typed on paper becomes `02/KH-UBND`. */
export function planNumber({ number }: Pick<PlanDocument, 'number'>): string | null {
  return number?.replace(/\s*\/\s*/g, '/').trim() || null;
}

/** `06/5/2025`, `28/02/2025`: days below 10 and the months 1 and 2 carry a zero (Nghị định 30/2020, Phụ lục I, II.4). */
export function paperDate(date: LocalDate): string {
  // addDays refuses what is no date, so that no document ever says "ngày undefined".
  const [year = '', month = '', day = ''] = addDays(date, 0).split('-');
  return [day, Number(month) <= 2 ? month : String(Number(month)), year].join('/');
}

/** `Kết quả thực hiện Kế hoạch số 123/KH-UBND ngày 06/5/2025, năm 2025`: the subject under the word BÁO CÁO. */
export function reportTitle(document: PlanDocument, roundName: string): string {
  return `Kết quả thực hiện ${planWords(document)}, ${periodOf(roundName)}`;
}

/** `Tình hình gửi kế hoạch công tác năm 2018 theo Kế hoạch số 45/KH-UBND ngày 03/02/2018`: documents that came in. */
export function documentsTitle(document: PlanDocument, roundName: string): string {
  return `Tình hình gửi ${lowerFirst(roundName.trim())} theo ${planWords(document)}`;
}

/** `Kế hoạch số 123/KH-UBND ngày 06/5/2025`, or by its issuer where it has no number yet. */
function planWords(document: PlanDocument): string {
  const number = planNumber(document);
  const parts = [
    planKind(number),
    ...(number ? [`số ${number}`] : []),
    ...(document.date ? [`ngày ${paperDate(document.date)}`] : []),
    ...(number ? [] : [`của ${document.issuer}`]),
  ];
  return parts.join(' ');
}

/** `6 tháng đầu năm 2025` from `Báo cáo 6 tháng đầu năm 2025`; a name that tells no period stays whole. */
function periodOf(roundName: string): string {
  const rest = roundName.trim().replace(/^báo cáo\s+/i, '');
  const period = /(?:(?:\d+|sáu|chín) tháng|tháng \d+|quý [ivx\d]+|giai đoạn|năm \d{4}).*$/iu.exec(rest)?.[0];
  return lowerFirst(period ?? rest);
}

/** `BC-SNV` from `Sở Nội vụ`: the body's own abbreviation where it has one, else the first letters of its name. */
export function reportSymbol(lead: Organisation): string {
  const own = [lead.shortName, ...lead.aliases].find((name) => /^\p{Lu}[\p{Lu}&-]+$/u.test(name));
  return `BC-${own ?? initials(lead.name)}`;
}

/** A People's Committee is UBND wherever it sits; a division signs without its P; "và" and dashes have no letter. */
function initials(name: string): string {
  if (/^(ủy|uỷ) ban nhân dân/iu.test(name.normalize('NFC'))) return 'UBND';
  const words = name.replace(/^phòng\s+/iu, '').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const letters = words.filter((word) => word.toLowerCase() !== 'và').map((word) => word.normalize('NFD').charAt(0));
  return letters.join('').toUpperCase();
}
