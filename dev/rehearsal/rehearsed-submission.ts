import type { ServiceContext } from '../../api/services/context.ts';
import { lockObligation } from '../../db/queries/obligation.ts';
import { loadRounds } from '../../db/queries/plan.ts';
import type { Activation, OwedIndicator } from '../../domain/activation.ts';
import type { Act } from '../../domain/behaviour.ts';
import { stableHash } from '../../domain/hash.ts';
import { isLeftOut } from '../../domain/obligation.ts';
import type { PlanItem } from '../../domain/plan.ts';
import type { Figure, Narrative, Submission } from '../../domain/submission.ts';
import { localDateOf } from '../../domain/time.ts';
import { trackOf } from '../../domain/track.ts';

/**
 * What a body hands in when the year is rehearsed: invented figures and words for each of its items, figures for each
 * indicator that it owns besides, and the number of a document, all that a round of documents asks for.
 */
export async function rehearsedSubmission(
  context: ServiceContext,
  { id, plan, schedule }: Activation,
  act: Act,
): Promise<Submission> {
  const { held, round } = await context.database.inTenant(context.tenant, async (tx) => {
    const found = await lockObligation(tx, act.obligation);
    return { held: found, round: (await loadRounds(tx, id)).find((one) => one.id === found?.row.round) };
  });
  const ids = new Set(held?.standing.items.flatMap((item) => (isLeftOut(item.state) ? [] : [item.id])) ?? []);
  const items = plan.items.filter((item) => ids.has(item.id));
  const day = localDateOf(act.at);
  const counted = (item: PlanItem): boolean => trackOf(item, schedule) === 'figure' && item.indicators.length > 0;
  const number = (stableHash(act.obligation) % 300) + 1;
  const isDocument = round?.covers === 'document' && held?.row.upward === false;
  const byItem = items.filter(counted).flatMap((item) => figuresOf(item, act.obligation));
  return {
    format: 'dondoc.submission/1',
    draft: false,
    figures: [...byItem, ...ownerFigures(held?.row.indicators ?? [], byItem, act.obligation)],
    lines: items.filter((item) => !counted(item)).map(lineOf),
    general: { difficulties: null, proposals: null, nextYear: null },
    official: {
      number: `${number}/${isDocument ? 'KH' : 'BC'}`,
      date: day,
      signer: 'Người ký diễn tập',
      file: null,
      channel: 'trục liên thông văn bản',
      receivedOn: day,
    },
    doneOn: held?.row.kind === 'own' ? day : null,
    product: null,
  };
}

// `4.*` stands for all of an objective, whose number only the other document tells: one of them will do.
const oneOf = (no: string): string => no.replace('*', '1');

function figuresOf(item: PlanItem, obligation: string): Figure[] {
  return item.indicators.map((no) => figureOf(oneOf(no), item.id, null, obligation));
}

/** Who coordinates leaves the figure to who reports; what a duty counts already is not counted again. */
function ownerFigures(owned: readonly OwedIndicator[], known: readonly Figure[], obligation: string): Figure[] {
  return owned
    .filter(({ role, no }) => role === 'report' && !known.some(({ indicator }) => indicator === oneOf(no)))
    .map(({ no, scope }) => figureOf(oneOf(no), null, scope, obligation));
}

function figureOf(indicator: string, item: string | null, scope: string | null, obligation: string): Figure {
  const denominator = (stableHash(`${obligation}${indicator}${scope ?? ''}`) % 900) + 100;
  const numerator = stableHash(`${indicator}${obligation}${scope ?? ''}`) % denominator;
  return {
    indicator,
    item,
    scope,
    numerator,
    denominator,
    value: Math.round((numerator / denominator) * 10_000) / 100,
    unit: '%',
    from: null,
    to: null,
    status: 'estimate',
    source: 'số liệu diễn tập',
    note: null,
  };
}

const lineOf = ({ id, title }: PlanItem): Narrative => ({
  item: id,
  text: `Kết quả diễn tập: ${title}.`,
  nothing: false,
});
