import { acceptedItems, type NamedReport, provenanceOf } from './accepted-content.ts';
import type { Activation } from './activation.ts';
import type { ConsolidatedIndicator } from './consolidation.ts';
import { ownersOf, takesIn } from './owed-indicator.ts';
import type { Figure } from './submission.ts';

export type SourcedFigure = ConsolidatedIndicator['figures'][number];

/**
 * The accepted figures of a body: those of its items, then those that it owes as an owner of an indicator. What is kept
 * off the system is left out, under whichever of the two it was written. Each says which part of its indicator it
 * counts, where plan or lead gave the body one part only.
 */
export function acceptedFigures(report: NamedReport, { plan, schedule }: Activation): SourcedFigure[] {
  const own = new Set(report.items.map(({ id }) => id));
  const secret = plan.items.filter(({ id, offSystem }) => offSystem && own.has(id));
  const isSecret = (no: string): boolean => secret.some(({ indicators }) => indicators.some((one) => takesIn(one, no)));
  const byItem = acceptedItems(report)
    .filter(({ item }) => !secret.some(({ id }) => id === item))
    .flatMap(({ figures, source }) => figures.map((figure) => ({ figure, source })));
  const asOwner = ownerFigures(report).filter(({ figure }) => !isSecret(figure.indicator));
  return [...byItem, ...asOwner].map(({ figure, source }) => ({
    figure: { ...figure, scope: figure.scope ?? scopeOf(figure, report, { plan, schedule }) },
    source,
  }));
}

/**
 * Figures under no item, once the whole report is accepted: for each indicator those of the newest version that has
 * any. While a report is returned nobody knows which of them the lead meant.
 */
function ownerFigures(report: NamedReport): SourcedFigure[] {
  if (report.decision !== 'accepted') return [];
  const newest = new Map<string, SourcedFigure[]>();
  for (const version of report.versions) {
    const figures = version.content.figures.filter(({ item }) => item === null);
    for (const no of new Set(figures.map(({ indicator }) => indicator))) {
      const source = provenanceOf(report, version);
      newest.set(
        no,
        figures.filter(({ indicator }) => indicator === no).map((figure) => ({ figure, source })),
      );
    }
  }
  return [...newest.values()].flat();
}

/** The part of an indicator that was given to the body; null where it has the whole, or several parts of it. */
function scopeOf(
  { indicator, item }: Figure,
  report: NamedReport,
  activation: Pick<Activation, 'plan' | 'schedule'>,
): string | null {
  const owned = report.indicators.filter(({ no }) => takesIn(no, indicator));
  const party = activation.plan.items.find(({ id }) => id === item)?.party;
  const named = ownersOf(activation, indicator).filter((owner) => [party, report.organisation].includes(owner.party));
  const given = owned.length > 0 ? owned : named;
  const [first, ...others] = new Set(given.map(({ scope }) => scope));
  return others.length === 0 ? (first ?? null) : null;
}
