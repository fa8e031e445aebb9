import { type AcceptedItem, type NamedReport, owesItem } from './accepted-content.ts';
import type { Activation } from './activation.ts';
import type { ConsolidatedDuty, ConsolidatedLine } from './consolidation.ts';
import type { Plan, PlanItem } from './plan.ts';
import { trackOf } from './track.ts';

/** All that may be written of an item kept off the system (docs/rules.md); its content never stands here. */
const OFF_SYSTEM = 'Đã gửi theo đường văn bản mật.';
const NOTHING = 'Không phát sinh.';

/** What the duties are told from. */
export interface DutySources {
  /** The round's reports and the items split off from them. */
  reports: readonly NamedReport[];
  /** Obligations of the plan that belong to no round. */
  own: readonly NamedReport[];
  /** All that was accepted of either. */
  items: readonly AcceptedItem[];
  /** Obligations whose result another round's report has told: counted, and not told again. */
  toldBefore: ReadonlySet<string>;
}

/**
 * What was done for each duty that the round carries, in the plan's order, and what came of those with a date of their
 * own. One that is told in figures only has its place among the indicators, and stands here where somebody wrote words
 * on it; a duty of no round stands here once there is something to tell, and leaves no gap before.
 */
export function consolidatedDuties(activation: Activation, sources: DutySources): ConsolidatedDuty[] {
  const { plan, schedule } = activation;
  const { reports, own, items, toldBefore } = sources;
  const numbers = dutyNumbers(plan);
  return plan.items.flatMap((item) => {
    const inRound = reports.filter((report) => owesItem(report, item.id));
    const outside = own.filter((report) => owesItem(report, item.id));
    const told = items
      .filter((accepted) => accepted.item === item.id)
      .map((accepted) => ({ ...accepted, words: linesOf(item, accepted) }))
      .filter(({ words }) => words.length > 0);
    const lines = told.filter(({ source }) => !toldBefore.has(source.obligation)).flatMap(({ words }) => words);
    const isGap = inRound.length > 0 && trackOf(item, schedule) !== 'figure';
    if (lines.length === 0 && !isGap) return [];
    const { id, party, title } = item;
    const partyName = plan.parties.find((one) => one.id === party)?.name ?? party;
    const reported = new Set(told.map(({ source }) => source.organisation));
    const expected = new Set([...[...inRound, ...outside].map(({ organisation }) => organisation), ...reported]);
    const no = numbers.get(id) ?? '';
    return [{ item: id, no, party, partyName, title, expected: expected.size, reported: reported.size, lines }];
  });
}

/** Parties and, within each, their duties, counted as they stand in the plan; those outside the round count too. */
function dutyNumbers({ items }: Plan): Map<string, string> {
  const parties = [...new Set(items.map(({ party }) => party))];
  return new Map(
    parties.flatMap((party, index) =>
      items
        .filter((item) => item.party === party)
        .map(({ id }, within): [string, string] => [id, `${index + 1}.${within + 1}`]),
    ),
  );
}

function linesOf(item: PlanItem, { lines, result, source }: AcceptedItem): ConsolidatedLine[] {
  if (item.offSystem) return [{ text: OFF_SYSTEM, source }];
  const words = lines.map(({ text, nothing }) => (nothing && text.trim() === '' ? NOTHING : text));
  return [...words, ...(result === null ? [] : [result])].map((text) => ({ text, source }));
}
