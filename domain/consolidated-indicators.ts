import { isReleased, type NamedReport, owesItem } from './accepted-content.ts';
import type { Activation } from './activation.ts';
import type { SourcedFigure } from './consolidated-figures.ts';
import type { ConsolidatedIndicator } from './consolidation.ts';
import { ownersOf, takesIn } from './owed-indicator.ts';
import type { Plan } from './plan.ts';
import { figureWords } from './supplement.ts';

/** What a row says of its indicator before anybody has given a figure. */
type Row = Omit<ConsolidatedIndicator, 'expected' | 'reported'>;

/**
 * A row for each indicator of the plan, with all figures side by side: an average would be nobody's figure, and a sum
 * over parts of it a figure that nobody signed. Where the plan says "the indicators of Objective 1" (`1.*`) and bodies
 * report on `1.1`, those get rows in its place; a figure for an indicator that the plan does not know stands at the end
 * rather than nowhere. In a round that does not ask for all figures, what nobody owes is no gap.
 */
export function consolidatedIndicators(
  activation: Activation,
  reports: readonly NamedReport[],
  figures: readonly SourcedFigure[],
  asksAll: boolean,
): ConsolidatedIndicator[] {
  const { plan } = activation;
  const hidden = offSystemIndicators(plan);
  const known = knownRows(activation);
  const exact = new Set(known.map(({ no }) => no));
  const rows = known
    .filter(({ no }) => !hidden.has(no))
    .flatMap((row) => {
      const inside = isWhole(row.no) ? figures.filter(({ figure }) => isWithin(figure.indicator, row.no, exact)) : [];
      const own = { ...row, figures: figuresOf(figures, row.no) };
      const details = detailRows(row, inside);
      return own.figures.length > 0 || details.length === 0 ? [own, ...details] : details;
    });
  const told = new Set([...rows.map(({ no }) => no), ...hidden]);
  const strange = figures.filter(({ figure }) => !told.has(figure.indicator));
  const all = [...rows, ...detailRows({ no: '', objective: '', text: null, owners: [], figures: [] }, strange)];
  const counted = all.map((row) => ({ ...row, ...countsOf(row, reports, plan) }));
  return counted.filter(({ figures: list, expected }) => asksAll || list.length > 0 || expected > 0);
}

function knownRows({ plan, schedule, organisations }: Activation): Row[] {
  // The lead may name a single body of a party.
  const bodies = [...plan.parties, ...organisations];
  const nameOf = (owner: string): string => bodies.find(({ id }) => id === owner)?.name ?? owner;
  return plan.objectives.flatMap(({ no: objective, title, indicators }) =>
    indicators.map(({ no, text }) => {
      const owners = ownersOf({ plan, schedule }, no).filter(({ role }) => role === 'report');
      return {
        no,
        objective: title === null ? objective : `${objective}: ${title}`,
        text,
        owners: [...new Set(owners.map(({ party }) => nameOf(party)))],
        figures: [],
      };
    }),
  );
}

/** How many bodies owe figures for the row in this round, and how many of them have given any. */
function countsOf(
  { no, figures }: Row,
  reports: readonly NamedReport[],
  plan: Plan,
): Pick<ConsolidatedIndicator, 'expected' | 'reported'> {
  const items = plan.items.filter((item) => !item.offSystem && item.indicators.some((owed) => takesIn(owed, no)));
  const owing = reports.filter(
    (report) =>
      items.some(({ id }) => owesItem(report, id)) ||
      (!isReleased(report) && report.indicators.some((owed) => owed.role === 'report' && takesIn(owed.no, no))),
  );
  const bodies = new Set(owing.map(({ organisation }) => organisation));
  const told = new Set(figures.map(({ source }) => source.organisation));
  return { expected: bodies.size, reported: [...bodies].filter((body) => told.has(body)).length };
}

function detailRows(like: Row, figures: readonly SourcedFigure[]): Row[] {
  const numbers = [...new Set(figures.map(({ figure }) => figure.indicator))];
  const sorted = numbers.sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }));
  return sorted.map((no) => ({
    ...like,
    no,
    objective: like.objective === '' ? (no.split('.')[0] ?? no) : like.objective,
    text: null,
    figures: figuresOf(figures, no),
  }));
}

/** Where a body owes the same thing twice, by two duties or by a duty and as an owner, the same figure stands once. */
function figuresOf(figures: readonly SourcedFigure[], no: string): SourcedFigure[] {
  const known = new Set<string>();
  return figures.filter(({ figure, source }) => {
    const words = `${source.organisation} ${figureWords(figure)}`;
    if (figure.indicator !== no || known.has(words)) return false;
    known.add(words);
    return true;
  });
}

const isWhole = (no: string): boolean => no.endsWith('.*');

const isWithin = (no: string, whole: string, exact: ReadonlySet<string>): boolean =>
  !exact.has(no) && takesIn(whole, no);

/** Indicators that only items kept off the system report on: their figures go by secret post, and no gap is told. */
function offSystemIndicators(plan: Plan): Set<string> {
  const open = new Set(plan.items.filter(({ offSystem }) => !offSystem).flatMap(({ indicators }) => indicators));
  const kept = plan.items.filter(({ offSystem }) => offSystem).flatMap(({ indicators }) => indicators);
  return new Set(kept.filter((no) => !open.has(no)));
}
