import type { Finding, Indicator, IndicatorOwner, Objective } from '../../domain/plan.ts';
import { joinWords } from '../../domain/vietnamese.ts';
import { publishedDocument } from '../published-documents.ts';
import { note, warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** One sentence for all of them: a plan whose owners stand in an annex would else fill a page. */
export function indicatorUnowned(subject: Subject): Finding[] {
  const { plan, schedule } = subject;
  const all = plan.objectives.flatMap(({ indicators }) => indicators);
  const unowned = all.filter(({ owners }) => !owners.some(isReporting));
  const open = unowned.filter(({ no }) => !schedule?.indicators[no]?.owners.some(isReporting));
  if (open.length > 0) {
    const message = `${unownedSentence(open, all.length)}.`;
    return [warning('indicator-unowned', message, open[0]?.source), ...unnamedIndicators(subject)];
  }
  if (unowned.length === 0) return unnamedIndicators(subject);
  const message = `${unownedSentence(unowned, all.length)}; cơ quan đầu mối đã giao trong quyết định kích hoạt.`;
  return [note('indicator-unowned', message, unowned[0]?.source), ...unnamedIndicators(subject)];
}

export const isReporting = ({ role }: IndicatorOwner): boolean => role === 'report';

function unownedSentence(unowned: Indicator[], total: number): string {
  const list = joinWords(unowned.map(({ no }) => no));
  const isWhole = total > 1 && unowned.length === total;
  const which = isWhole ? `chỉ tiêu nào trong ${total} chỉ tiêu (${list})` : `chỉ tiêu ${list}`;
  return `Văn bản không giao cơ quan theo dõi, báo cáo ${which}`;
}

/**
 * A plan that only cites indicators by number can leave some out unseen: one in the middle, or, as the strategy that it
 * carries out tells, at the end. The document that the numbers belong to may have fewer, and only the reader can look.
 */
function unnamedIndicators({ plan, published }: Subject): Finding[] {
  const strategy = plan.document.basis
    .map(({ ref }) => publishedDocument(ref, published))
    .find((one) => one?.indicators);
  const elsewhere = plan.references.find(({ role }) => role === 'targets');
  const where = elsewhere ? `“${elsewhere.ref}”` : 'văn bản nêu các chỉ tiêu ấy';
  return plan.objectives.flatMap((objective) => {
    const { no, indicators } = objective;
    const count = strategy?.indicators?.[no] ?? 0;
    const missing = missingNumbers(objective, count);
    if (missing.length === 0) return [];
    const named = joinWords(indicators.map((one) => one.no));
    const others =
      strategy && missing.every((one) => numberOf(one) <= count)
        ? `Chiến lược (${strategy.ref}) còn ${joinWords(missing)}`
        : `không nhắc đến ${joinWords(missing)}`;
    const message = `Mục tiêu ${no} chỉ giao ${named}; ${others}, cần đối chiếu với ${where}.`;
    return [warning('indicator-unowned', message, indicators[0]?.source)];
  });
}

/** Up to `count`, or to the highest that is named. */
function missingNumbers({ no, indicators }: Objective, count: number): string[] {
  const named = new Set(indicators.map((one) => one.no));
  // Where the words of an indicator are given, or all of them are meant, nothing is left out.
  if (named.size === 0 || named.has(`${no}.*`) || indicators.some(({ text }) => text !== null)) return [];
  const last = Math.max(count, ...[...named].map(numberOf));
  return Array.from({ length: last }, (_, index) => `${no}.${index + 1}`).filter((number) => !named.has(number));
}

/** `6.3` → 3 */
const numberOf = (no: string): number => Number(no.split('.')[1]);
