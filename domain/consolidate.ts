import {
  acceptedGeneral,
  acceptedItems,
  type NamedReport,
  type RoundReport,
  type SubmissionVersion,
} from './accepted-content.ts';
import type { Activation } from './activation.ts';
import { consolidatedDocuments } from './consolidated-documents.ts';
import { consolidatedDuties } from './consolidated-duties.ts';
import { acceptedFigures } from './consolidated-figures.ts';
import { consolidatedIndicators } from './consolidated-indicators.ts';
import { type ConsolidatedRound, paperOf } from './consolidated-paper.ts';
import { receiptsOf } from './consolidated-receipts.ts';
import type { Consolidation } from './consolidation.ts';
import { asksFigures } from './members.ts';
import { roundDefinitions } from './round-definition.ts';
import { onlyNew } from './supplement.ts';
import { type Instant, isoInstant } from './time.ts';

export interface ConsolidationInput {
  activation: Activation;
  round: ConsolidatedRound;
  kind: Consolidation['kind'];
  version: number;
  asOf: Instant;
  /** The issued report that a supplement follows, where its number is known. */
  follows: Consolidation['follows'];
  /** The round's obligations, without the lead's own upward, in the order of the organisations file. */
  reports: readonly RoundReport[];
  /** Obligations of the plan that belong to no round, where this round's draft is to tell what came of them. */
  own: readonly RoundReport[];
  /** Ids of those that the report of another round has told already. */
  toldBefore: ReadonlySet<string>;
  /** All versions handed in for either, the newest of each last. */
  submissions: readonly SubmissionVersion[];
  /** Earlier versions of this consolidated report, the newest last. */
  previous: readonly Consolidation[];
}

/**
 * Rolls what was accepted in a round into one report. Each figure and each text keeps its source; nothing is averaged,
 * shortened or added. What is missing is counted, and only accepted items feed it.
 */
export function consolidate(input: ConsolidationInput): Consolidation {
  const reports = input.reports.map((report) => named(report, input));
  const whole: Consolidation = {
    round: input.round.id,
    version: input.version,
    kind: input.kind,
    ...paperOf(input.activation, input.round),
    asOf: isoInstant(input.asOf),
    follows: input.kind === 'supplement' ? input.follows : null,
    ...receiptsOf(reports),
    ...contentOf(input, reports),
  };
  return input.kind === 'supplement' ? onlyNew(whole, input.previous) : whole;
}

type Content = Pick<Consolidation, 'documents' | 'indicators' | 'duties' | 'difficulties' | 'proposals' | 'nextYear'>;

function contentOf({ activation, round, toldBefore, ...input }: ConsolidationInput, reports: NamedReport[]): Content {
  const own = input.own.map((report) => named(report, { activation, ...input }));
  const telling = [...reports, ...own.filter(({ id }) => !toldBefore.has(id))];
  const items = [...reports, ...own].flatMap(acceptedItems);
  const figures = telling.flatMap((report) => acceptedFigures(report, activation));
  const hasItems = round.covers === 'items';
  const definition = roundDefinitions(activation).find(({ id }) => id === round.definition);
  const asksAll = definition === undefined || asksFigures(definition);
  return {
    documents: hasItems ? [] : consolidatedDocuments(reports),
    indicators: hasItems ? consolidatedIndicators(activation, reports, figures, asksAll) : [],
    duties: hasItems ? consolidatedDuties(activation, { reports, own, items, toldBefore }) : [],
    difficulties: telling.flatMap((report) => acceptedGeneral(report, 'difficulties')),
    proposals: telling.flatMap((report) => acceptedGeneral(report, 'proposals')),
    nextYear: telling.flatMap((report) => acceptedGeneral(report, 'nextYear')),
  };
}

function named(
  report: RoundReport,
  { activation, submissions }: Pick<ConsolidationInput, 'activation' | 'submissions'>,
): NamedReport {
  const bodies = [...activation.organisations, ...activation.plan.parties];
  return {
    ...report,
    organisationName: bodies.find(({ id }) => id === report.organisation)?.name ?? report.organisation,
    versions: submissions.filter(({ obligation }) => obligation === report.id),
  };
}
