import {
  acceptedGeneral,
  acceptedItems,
  type NamedReport,
  type RoundReport,
  type SubmissionVersion,
} from './accepted-content.ts';
import { type Activation, leadOf, type Round } from './activation.ts';
import { trackOf } from './track.ts';
import { consolidatedDuties } from './consolidated-duties.ts';
import { consolidatedIndicators } from './consolidated-indicators.ts';
import type { Consolidation, ReceivedBody } from './consolidation.ts';
import { nameKey } from './party.ts';
import { planNumber, reportSymbol, reportTitle } from './report-subject.ts';
import { onlyNew } from './supplement.ts';
import { type Instant, isoInstant } from './time.ts';

export interface ConsolidationInput {
  activation: Activation;
  round: Pick<Round, 'id' | 'name' | 'year' | 'cutOff'> & { addressees: string[] };
  kind: Consolidation['kind'];
  version: number;
  asOf: Instant;
  /** The issued report that a supplement follows, where its number is known. */
  follows: Consolidation['follows'];
  /** The round's reports, without the lead's own upward, in the order of the organisations file. */
  reports: readonly RoundReport[];
  /** All versions handed in for them, the newest of each last. */
  submissions: readonly SubmissionVersion[];
  /** Earlier versions of this consolidated report, the newest last. */
  previous: readonly Consolidation[];
}

/**
 * Rolls what was accepted in a round into one report. Each figure and each text keeps its source; nothing is averaged,
 * shortened or added. What is missing is counted, and only accepted items feed it.
 */
export function consolidate(input: ConsolidationInput): Consolidation {
  const { activation, round } = input;
  const { plan, schedule } = activation;
  const reports = namedReports(input);
  const open = new Set(plan.items.filter(({ offSystem }) => !offSystem).map(({ id }) => id));
  const items = reports.flatMap(acceptedItems);
  const whole: Consolidation = {
    round: round.id,
    version: input.version,
    kind: input.kind,
    ...paperOf(input),
    year: round.year,
    addressees: round.addressees,
    asOf: isoInstant(input.asOf),
    cutOff: round.cutOff,
    follows: input.kind === 'supplement' ? input.follows : null,
    ...receiptsOf(countedOnce(reports, round.id)),
    indicators: consolidatedIndicators(
      plan,
      items.filter(({ item }) => open.has(item)),
    ),
    duties: consolidatedDuties(plan, (item) => trackOf(item, schedule), reports, items),
    difficulties: reports.flatMap((report) => acceptedGeneral(report, 'difficulties')),
    proposals: reports.flatMap((report) => acceptedGeneral(report, 'proposals')),
    nextYear: reports.flatMap((report) => acceptedGeneral(report, 'nextYear')),
  };
  return input.kind === 'supplement' ? onlyNew(whole, input.previous) : whole;
}

function namedReports({ activation, reports, submissions }: ConsolidationInput): NamedReport[] {
  const bodies = [...activation.organisations, ...activation.plan.parties];
  return reports.map((report) => ({
    ...report,
    organisationName: bodies.find(({ id }) => id === report.organisation)?.name ?? report.organisation,
    versions: submissions.filter(({ obligation }) => obligation === report.id),
  }));
}

/** Title and letterhead: whose report on what. */
function paperOf({ activation, round }: ConsolidationInput): Pick<Consolidation, 'title' | 'plan' | 'lead'> {
  const { document } = activation.plan;
  const lead = leadOf(activation);
  const parent = activation.organisations.find(({ id }) => id === lead.parent)?.name ?? document.issuer;
  return {
    title: reportTitle(document, round.name),
    plan: { number: planNumber(document), date: document.date, issuer: document.issuer, title: document.title },
    lead: {
      name: lead.name,
      // A People's Committee that leads its own plan stands under nobody.
      parentName: nameKey(parent) === nameKey(lead.name) ? '' : parent,
      place: document.place,
      symbol: reportSymbol(lead),
    },
  };
}

type Receipts = Pick<Consolidation, 'received' | 'expected' | 'missing' | 'underReview' | 'receivedBodies'>;

/**
 * A body counts once, by its report; by what else it has in the round (an item with a date of its own, or of another
 * body's) only where it has no report. Nobody waits for what was waived, unless it came all the same.
 */
function countedOnce(all: readonly NamedReport[], round: string): NamedReport[] {
  const reports = all.filter(({ receivedOn, decision }) => receivedOn !== null || !isReleased(decision));
  const isReport = ({ id, organisation }: NamedReport): boolean => id === `${round}/${organisation}`;
  const first = new Map<string, NamedReport>();
  for (const report of reports) {
    if (isReport(report) || !first.has(report.organisation)) first.set(report.organisation, report);
  }
  return reports.filter((report) => first.get(report.organisation) === report);
}

/** Who owed, who has sent, who has not. */
function receiptsOf(reports: readonly NamedReport[]): Receipts {
  const ids = (list: readonly NamedReport[]): string[] => list.map(({ organisation }) => organisation);
  const underReview = reports.filter(({ receivedOn, decision }) => receivedOn !== null && isUnderReview(decision));
  return {
    received: ids(reports.filter(({ receivedOn }) => receivedOn !== null)),
    expected: ids(reports),
    missing: ids(reports.filter(({ receivedOn }) => receivedOn === null)),
    underReview: ids(underReview),
    receivedBodies: reports.flatMap(({ organisation, organisationName, receivedOn, versions }): ReceivedBody[] =>
      receivedOn === null ? [] : [{ organisation, organisationName, submissions: versions.length, receivedOn }],
    ),
  };
}

const isReleased = (decision: RoundReport['decision']): boolean => decision === 'waived' || decision === 'cancelled';
const isUnderReview = (decision: RoundReport['decision']): boolean =>
  decision === 'submitted' || decision === 'returned';
