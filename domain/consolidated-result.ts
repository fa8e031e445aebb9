import { paperDate } from './report-subject.ts';
import type { Submission } from './submission.ts';
import { upperFirst } from './vietnamese.ts';

/**
 * `Sản phẩm: Kế hoạch số 15/KH-UBND; hoàn thành ngày 02/6/2025.`: what came of an obligation of its own. Where its body
 * named no product, the signed document that it declared stands for one. Null where neither nor a day is told.
 */
export function resultWords({ product, official, doneOn }: Submission): string | null {
  const paper = official && `văn bản số ${official.number} ngày ${paperDate(official.date)}`;
  const made = product === null ? paper : `sản phẩm: ${product.replace(/[\s.;]+$/, '')}`;
  const done = doneOn === null ? null : `hoàn thành ngày ${paperDate(doneOn)}`;
  const parts = [made, done].filter((part) => part !== null);
  return parts.length === 0 ? null : `${upperFirst(parts.join('; '))}.`;
}
