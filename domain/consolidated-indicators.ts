import type { AcceptedItem } from './accepted-content.ts';
import type { ConsolidatedIndicator } from './consolidation.ts';
import type { Plan } from './plan.ts';
import { figureWords } from './supplement.ts';

type SourcedFigure = ConsolidatedIndicator['figures'][number];

/**
 * A row for each indicator of the plan, with all figures side by side: an average would be nobody's figure. Where the
 * plan says "the indicators of Objective 1" (`1.*`) and bodies report on `1.1`, those get rows in its place; a figure
 * for an indicator that the plan does not know stands at the end rather than nowhere.
 */
export function consolidatedIndicators(plan: Plan, items: readonly AcceptedItem[]): ConsolidatedIndicator[] {
  const hidden = offSystemIndicators(plan);
  const figures = items.flatMap(({ figures: list, source }) => list.map((figure) => ({ figure, source })));
  const known = plan.objectives.flatMap((objective) =>
    objective.indicators.map((indicator) => ({
      no: indicator.no,
      objective: objective.title === null ? objective.no : `${objective.no}: ${objective.title}`,
      text: indicator.text,
      owners: indicator.owners.filter(({ role }) => role === 'report').map(({ party }) => partyName(plan, party)),
      figures: [],
    })),
  );
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
  return [...rows, ...detailRows({ no: '', objective: '', text: null, owners: [], figures: [] }, strange)];
}

function detailRows(like: ConsolidatedIndicator, figures: readonly SourcedFigure[]): ConsolidatedIndicator[] {
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

/** Where two duties of one body count the same thing, the same figure of it stands once. */
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
  !exact.has(no) && no.startsWith(whole.slice(0, -1));

const partyName = (plan: Plan, id: string): string => plan.parties.find((party) => party.id === id)?.name ?? id;

/** Indicators that only items kept off the system report on: their figures go by secret post, and no gap is told. */
function offSystemIndicators(plan: Plan): Set<string> {
  const open = new Set(plan.items.filter(({ offSystem }) => !offSystem).flatMap(({ indicators }) => indicators));
  const kept = plan.items.filter(({ offSystem }) => offSystem).flatMap(({ indicators }) => indicators);
  return new Set(kept.filter((no) => !open.has(no)));
}
