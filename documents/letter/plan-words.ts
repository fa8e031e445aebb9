import { forbiddenWordIn } from '../../domain/forbidden-words.ts';
import type { Matter } from '../../domain/letter.ts';
import { lowerFirst, shortDate } from '../../domain/vietnamese.ts';
import { cut } from './blocks.ts';

type PlanRef = Matter['plan'];

const KINDS: readonly { sign: RegExp; long: string; short: string }[] = [
  { sign: /\/CTr\b/i, long: 'Chương trình', short: 'CTr' },
  { sign: /\/QĐ/i, long: 'Quyết định', short: 'QĐ' },
  { sign: /\/KH\b/i, long: 'Kế hoạch', short: 'KH' },
];
const PLAN = { long: 'Kế hoạch', short: 'KH' };

function kindOf(plan: PlanRef): { long: string; short: string } {
  const byTitle = /^chương trình/i.test(plan.title) ? KINDS[0] : undefined;
  return KINDS.find((kind) => kind.sign.test(plan.number ?? '')) ?? byTitle ?? PLAN;
}

/** `02 /KH-UBND` as typed on paper becomes `02/KH-UBND`. */
function numberOf(plan: PlanRef): string | null {
  return plan.number?.replace(/\s*\/\s*/g, '/').trim() || null;
}

/** For a subject: `KH 123/KH-UBND`; without a number the head of the title. */
export function planShort(plan: PlanRef): string {
  const number = numberOf(plan);
  return number ? `${kindOf(plan).short} ${number}` : `${kindOf(plan).long} “${cut(plan.title, 50)}”`;
}

/** For the text: `Kế hoạch số 123/KH-UBND ngày 06/05/2025 của Ủy ban nhân dân tỉnh Sơn La (“Triển khai …”)`. */
function planLong(plan: PlanRef): string {
  const number = numberOf(plan);
  const date = plan.date ? ` ngày ${shortDate(plan.date)}` : '';
  const head = number ? `${kindOf(plan).long} số ${number}${date}` : `${kindOf(plan).long}${date}`;
  return `${head} của ${plan.issuer} (“${plan.title}”)`;
}

/** Names a plan in full where it first stands in a letter, and by its number after that. */
export function planNamer(): (plan: PlanRef) => string {
  const named = new Set<string>();
  return (plan) => {
    const number = numberOf(plan);
    if (number && named.has(planKey(plan))) return `${kindOf(plan).long} số ${number}`;
    named.add(planKey(plan));
    return planLong(plan);
  };
}

/** Words of the plan or of a document inside a sentence of ours: quoted where one of them is not ours to say. */
export const inOurWords = (words: string): string => (forbiddenWordIn(words) === null ? words : `“${words}”`);

/** `hướng dẫn của Bộ Nội vụ`, whether the plan says “khi có …”, “sau khi có …” or names it bare. */
export function eventName(event: string, length = event.length): string {
  return inOurWords(cut(lowerFirst(event).replace(/^(sau khi|khi)\s+(có\s+)?/i, ''), length));
}

/** Two references are the same plan. */
export function planKey(plan: PlanRef): string {
  return [plan.number, plan.date, plan.issuer, plan.title].join('|');
}

/**
 * `công tác bình đẳng giới` out of the plan's title: a clerk knows the field, not the number. Null where the title
 * does not say it in few words; a wrong field would be worse than none.
 */
export function fieldOf(plan: PlanRef): string | null {
  const found = /công tác (?!năm\s)(.+?)(?=\s+(?:trên địa bàn|năm|tỉnh|thành phố|huyện|giai đoạn)\s|[,;.(]|$)/i.exec(
    plan.title,
  );
  const field = found?.[1];
  if (!field || field.length > 40 || forbiddenWordIn(field) !== null) return null;
  const isShouting = field === field.toUpperCase();
  return `công tác ${isShouting ? field.toLowerCase() : lowerFirst(field)}`;
}
