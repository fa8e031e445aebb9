import type { ServiceContext } from '../../api/services/context.ts';
import { lockObligation } from '../../db/queries/obligation.ts';
import type { Activation } from '../../domain/activation.ts';
import { trackOf } from '../../domain/track.ts';
import type { Act } from '../../domain/behaviour.ts';
import { stableHash } from '../../domain/hash.ts';
import type { PlanItem } from '../../domain/plan.ts';
import type { Figure, Narrative, Submission } from '../../domain/submission.ts';
import { localDateOf } from '../../domain/time.ts';

/** What a body hands in when the year is rehearsed: invented figures and words for each of its items. */
export async function rehearsedSubmission(
  context: ServiceContext,
  { plan, schedule }: Activation,
  act: Act,
): Promise<Submission> {
  const held = await context.database.inTenant(context.tenant, (tx) => lockObligation(tx, act.obligation));
  const ids = new Set(held?.standing.items.map(({ id }) => id) ?? []);
  const items = plan.items.filter(({ id }) => ids.has(id));
  const day = localDateOf(act.at);
  const counted = (item: PlanItem): boolean => trackOf(item, schedule) === 'figure' && item.indicators.length > 0;
  const number = (stableHash(act.obligation) % 300) + 1;
  return {
    format: 'dondoc.submission/1',
    draft: false,
    figures: items.filter(counted).flatMap((item) => figuresOf(item, act.obligation)),
    lines: items.filter((item) => !counted(item)).map(lineOf),
    general: { difficulties: null, proposals: null, nextYear: null },
    official: {
      number: `${number}/BC`,
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

function figuresOf(item: PlanItem, obligation: string): Figure[] {
  // `4.*` stands for all of an objective, whose number only the other document tells: one of them will do.
  return item.indicators
    .map((no) => no.replace('*', '1'))
    .map((indicator) => {
      const denominator = (stableHash(`${obligation}${indicator}`) % 900) + 100;
      const numerator = stableHash(`${indicator}${obligation}`) % denominator;
      return {
        indicator,
        item: item.id,
        numerator,
        denominator,
        value: Math.round((numerator / denominator) * 10_000) / 100,
        unit: '%',
        from: null,
        to: null,
        status: 'estimate' as const,
        source: 'số liệu diễn tập',
        note: null,
      };
    });
}

const lineOf = ({ id, title }: PlanItem): Narrative => ({
  item: id,
  text: `Kết quả diễn tập: ${title}.`,
  nothing: false,
});
