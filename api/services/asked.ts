import { loadRounds } from '../../db/queries/plan.ts';
import { Refusal } from '../../domain/errors.ts';
import { isLeftOut } from '../../domain/obligation.ts';
import { unowedFigure } from '../../domain/owed-indicator.ts';
import type { Submission } from '../../domain/submission.ts';
import type { Holding } from './holding.ts';

/** A document is handed in with its number; a figure, only for an indicator that is asked of the body. */
export async function refuseUnasked({ tx, row, standing, activation }: Holding, content: Submission): Promise<void> {
  const round = row.upward ? undefined : (await loadRounds(tx, row.plan)).find(({ id }) => id === row.round);
  if (round?.covers === 'document' && !content.official) {
    throw new Refusal(
      'official-missing',
      `“${standing.name}” là văn bản phải gửi, chỉ được coi là đã nộp khi có số, ngày và người ký của văn bản.`,
    );
  }
  const owed = new Set(standing.items.filter(({ state }) => !isLeftOut(state)).map(({ id }) => id));
  const items = activation.plan.items.filter(({ id }) => owed.has(id));
  const stranger = unowedFigure(content.figures, items, row.indicators);
  if (!stranger) return;
  throw new Refusal(
    'indicator-unowed',
    `“${standing.name}” không có chỉ tiêu “${stranger.indicator}”: chỉ tiêu này không thuộc nhiệm vụ nào trong đó và cũng không giao cho cơ quan nộp.`,
  );
}
