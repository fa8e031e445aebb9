import type { Finding, Objective } from '../../domain/plan.ts';
import { joinWords } from '../../domain/vietnamese.ts';
import { publishedDocument } from '../published-documents.ts';
import { warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** One sentence for all of them: a plan whose owners stand in an annex would else fill a page. */
export function indicatorUnowned(subject: Subject): Finding[] {
  const unowned = subject.plan.objectives.flatMap((objective) =>
    objective.indicators.filter(({ owners }) => !owners.some(({ role }) => role === 'report')),
  );
  const [first] = unowned;
  const own = first
    ? [
        warning(
          'indicator-unowned',
          `Chưa giao cơ quan theo dõi, báo cáo chỉ tiêu ${joinWords(unowned.map(({ no }) => no))}.`,
          first.source,
        ),
      ]
    : [];
  return [...own, ...unnamedIndicators(subject)];
}

/**
 * A plan that only cites indicators by number can leave some out unseen. The strategy it carries out tells how many
 * there are; the document that the numbers belong to may have fewer, and only the reader can look.
 */
function unnamedIndicators({ plan, published }: Subject): Finding[] {
  const counts = plan.document.basis.map(({ ref }) => publishedDocument(ref, published)).find((one) => one?.indicators);
  const elsewhere = plan.references.find(({ role }) => role === 'targets');
  if (!counts?.indicators || !elsewhere) return [];
  return plan.objectives.flatMap((objective) => {
    const missing = missingNumbers(objective, counts.indicators?.[objective.no] ?? 0);
    if (missing.length === 0) return [];
    const message = `Mục tiêu ${objective.no} chỉ giao ${joinWords(objective.indicators.map(({ no }) => no))}; Chiến lược (${counts.ref}) còn ${joinWords(missing)}, cần đối chiếu với “${elsewhere.ref}”.`;
    return [warning('indicator-unowned', message, objective.indicators[0]?.source)];
  });
}

function missingNumbers({ no, indicators }: Objective, count: number): string[] {
  const named = new Set(indicators.map((one) => one.no));
  // Where the words of an indicator are given, or all of them are meant, nothing is left out.
  if (named.has(`${no}.*`) || indicators.some(({ text }) => text !== null)) return [];
  return Array.from({ length: count }, (_, index) => `${no}.${index + 1}`).filter((number) => !named.has(number));
}

export function indicatorClaimedTwice({ plan }: Subject): Finding[] {
  const names = new Map(plan.parties.map(({ id, name }) => [id, name]));
  return plan.objectives
    .flatMap(({ indicators }) => indicators)
    .flatMap(({ no, owners, source }) => {
      const reporting = owners.filter(({ role }) => role === 'report');
      if (reporting.length < 2) return [];
      const bodies = reporting.map(
        ({ party, scope }) => `“${names.get(party) ?? party}”${scope === null ? '' : ` (${scope})`}`,
      );
      const message = `Chỉ tiêu ${no} được giao cho ${joinWords(bodies)} cùng báo cáo.`;
      return [warning('indicator-claimed-twice', message, source)];
    });
}

export function targetsElsewhere({ plan }: Subject): Finding[] {
  const indicators = plan.objectives.flatMap((objective) => objective.indicators);
  const lacking = indicators.filter(({ text, targets }) => text === null && targets.length === 0);
  if (lacking.length === 0) return [];
  return plan.references
    .filter(({ role, file }) => role === 'targets' && file === null)
    .map(({ ref }) =>
      warning(
        'targets-elsewhere',
        `Lời và mức của ${lacking.length} chỉ tiêu nằm ở “${ref}”, chưa được đính kèm.`,
        lacking[0]?.source,
      ),
    );
}
