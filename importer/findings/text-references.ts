import type { Finding } from '../../domain/plan.ts';
import { reversedChange, uncustomaryBase } from './figures.ts';
import { ALL_TARGETS, annexAbsent, annexWords, isAnnexAttached, targetsStandIn } from './references.ts';
import { bodyOf, sourceOf } from './plan-text.ts';
import type { TextSubject } from './plan-text.ts';
import { baseIn, reversedIn, targetFinding } from './targets.ts';

/** One finding for an annex, however often a text points to it; none where the annex follows the text. */
export function annexesMissing(subject: TextSubject): Finding[] {
  const { plan, lines, end } = subject;
  if (isAnnexAttached(plan) || lines.slice(end).some((text) => /^(?:PHỤ LỤC|Phụ lục|BIỂU MẪU|Biểu số)/u.test(text)))
    return [];
  for (const { number, text } of bodyOf(subject)) {
    const words = annexWords(text);
    if (words !== null) return [annexAbsent(words, sourceOf(subject, number, words))];
  }
  return [];
}

/** `theo các mục tiêu, chỉ tiêu của Kế hoạch số 100/KH-UBND`, in a plan that names no indicator itself. */
export function targetsCited(subject: TextSubject): Finding[] {
  const { plan } = subject;
  if (plan.objectives.some(({ indicators }) => indicators.length > 0)) return [];
  return plan.references
    .filter(({ role, file }) => role === 'targets' && file === null)
    .flatMap(({ ref }) => {
      const line = bodyOf(subject).find(({ text }) => citesTargets(text, ref) !== null);
      const words = line && citesTargets(line.text, ref);
      return line && words ? [targetsStandIn(ALL_TARGETS, ref, sourceOf(subject, line.number, words))] : [];
    });
}

function citesTargets(text: string, ref: string): string | null {
  const at = text.indexOf(ref);
  const before = text.slice(Math.max(0, at - 60), at);
  const words = /(?:mục tiêu|chỉ tiêu)[^.;]*$/iu.exec(before)?.[0];
  return at < 0 || words === undefined ? null : `${words}${ref}`;
}

/** Figures of duties and of chapters that are no indicator of the plan. */
export function figuresInText(subject: TextSubject): Finding[] {
  const told = new Set(
    subject.plan.objectives.flatMap(({ indicators }) => indicators.map(({ source }) => source.line)),
  );
  return bodyOf(subject)
    .filter(({ number }) => !told.has(number))
    .flatMap(({ number, text }) => {
      const [reversed, base] = [reversedIn(text), baseIn(text)];
      const at = (words = text) => sourceOf(subject, number, words);
      return [
        ...(reversed === null
          ? []
          : [targetFinding('target-contradictory', `Văn bản ${reversed}`, at(reversedChange(text)?.exact))]),
        ...(base === null
          ? []
          : [targetFinding('target-impossible', `Văn bản ${base}`, at(uncustomaryBase(text)?.words))]),
      ];
    });
}
