import type { Finding, Plan, Reference, Source } from '../../domain/plan.ts';
import { warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** An annex of the plan itself, not one that another document was issued with. */
const ANNEX =
  /(?:phụ lục|biểu mẫu|mẫu biểu|danh mục|danh sách)(?:\s+số)?(?:\s+\d+|\s+[IVX]+)?\s+(?:đính kèm|kèm theo|gửi kèm|ban hành kèm theo)(?!\s+(?:Quyết định|Công văn|Nghị định|Thông tư|Nghị quyết|Kế hoạch số|Hướng dẫn))/iu;

/** The words by which a text points to an annex of its own, or null. */
export const annexWords = (text: string): string | null => ANNEX.exec(text)?.[0] ?? null;

const isAnnex = ({ ref }: Reference): boolean => /phụ lục|biểu mẫu|mẫu biểu|danh sách kèm/iu.test(ref);

export const isAnnexAttached = (plan: Plan): boolean =>
  plan.references.some((reference) => isAnnex(reference) && reference.file !== null);

/** What an annex assigns is not known until somebody attaches it. */
export function annexMissing({ plan }: Subject): Finding[] {
  if (isAnnexAttached(plan)) return [];
  const pointed = [...plan.parties, ...plan.items, ...plan.rounds].flatMap((one) => {
    const texts = [one.source.quote, 'title' in one ? one.title : one.name];
    const words = texts.map(annexWords).find((found) => found !== null);
    return words === undefined || words === null ? [] : [{ words, source: one.source }];
  });
  const [first] = pointed;
  if (first) return [annexAbsent(first.words, first.source)];
  const listed = plan.references.find(isAnnex);
  return listed ? [annexAbsent(listed.ref)] : [];
}

export function annexAbsent(words: string, source?: Source): Finding {
  const message = `Văn bản dẫn “${words}” nhưng chưa có phụ lục ấy; cần đính kèm thì mới biết việc gì giao cho ai.`;
  return warning('annex-missing', message, source);
}

/** Of a plan that names no indicator itself. */
export const ALL_TARGETS = 'Mục tiêu, chỉ tiêu dùng để đánh giá';

/** Targets that stand in another document: until it is attached nothing can be judged. */
export function targetsElsewhere({ plan }: Subject): Finding[] {
  const indicators = plan.objectives.flatMap((objective) => objective.indicators);
  const lacking = indicators.filter(({ text, targets }) => text === null && targets.length === 0);
  const source = lacking[0]?.source;
  const named = plan.references.filter(({ role }) => role === 'targets');
  if (lacking.length > 0 && named.length === 0) {
    const message = 'Lời và mức của các chỉ tiêu được giao không có trong văn bản, và không rõ nằm ở văn bản nào.';
    return [warning('targets-elsewhere', message, source)];
  }
  if (lacking.length === 0 && indicators.length > 0) return [];
  const what = indicators.length === 0 ? ALL_TARGETS : 'Lời và mức của các chỉ tiêu được giao';
  return named.filter(({ file }) => file === null).map(({ ref }) => targetsStandIn(what, ref, source));
}

export function targetsStandIn(what: string, ref: string, source?: Source): Finding {
  return warning('targets-elsewhere', `${what} nằm ở “${ref}”, chưa được đính kèm.`, source);
}
