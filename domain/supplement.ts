import type { ConsolidatedDocument, ConsolidatedIndicator, ConsolidatedLine, Consolidation } from './consolidation.ts';
import type { Figure } from './submission.ts';

type Sourced = ConsolidatedIndicator['figures'][number] | ConsolidatedLine | ConsolidatedDocument;

/**
 * Takes out of a whole consolidation what an earlier version of the round tells already, and leaves a supplement. A
 * body that hands in the same words again says nothing new; one that changes them does, and changes them back too: so
 * each statement is held against the last one of that body at that place.
 */
export function onlyNew(whole: Consolidation, previous: readonly Consolidation[]): Consolidation {
  const told = lastTold(previous);
  const isNew = (place: string, sourced: Sourced): boolean =>
    !(told.get(keyOf(place, sourced))?.includes(wordsOf(sourced)) ?? false);
  const newLines = (place: string, lines: ConsolidatedLine[]): ConsolidatedLine[] =>
    lines.filter((line) => isNew(place, line));
  const known = new Set(previous.flatMap(({ received }) => received));
  return {
    ...whole,
    receivedBodies: whole.receivedBodies.filter(({ organisation }) => !known.has(organisation)),
    documents: whole.documents.filter((document) => isNew('document', document)),
    indicators: whole.indicators
      .map((row) => ({ ...row, figures: row.figures.filter((figure) => isNew(figurePlace(row), figure)) }))
      .filter(({ figures }) => figures.length > 0),
    duties: whole.duties
      .map((duty) => ({ ...duty, lines: newLines(dutyPlace(duty), duty.lines) }))
      .filter(({ lines }) => lines.length > 0),
    difficulties: newLines('difficulties', whole.difficulties),
    proposals: newLines('proposals', whole.proposals),
    nextYear: newLines('nextYear', whole.nextYear),
  };
}

/** True where making it would give a paper that says nothing the one before does not say. */
export function saysNothingNew(next: Consolidation, last: Consolidation): boolean {
  if (next.kind === 'supplement') return next.receivedBodies.length === 0 && statements(next).length === 0;
  return last.kind === 'draft' && canonical(next) === canonical(last);
}

/** What each body said last at each place. */
function lastTold(previous: readonly Consolidation[]): Map<string, string[]> {
  const told = new Map<string, string[]>();
  for (const version of previous) {
    const now = new Map<string, string[]>();
    for (const { place, sourced } of statements(version)) {
      const key = keyOf(place, sourced);
      now.set(key, [...(now.get(key) ?? []), wordsOf(sourced)]);
    }
    for (const [key, words] of now) told.set(key, words);
  }
  return told;
}

function statements(c: Consolidation): { place: string; sourced: Sourced }[] {
  const at = (place: string, list: readonly Sourced[]): { place: string; sourced: Sourced }[] =>
    list.map((sourced) => ({ place, sourced }));
  return [
    ...at('document', c.documents),
    ...c.indicators.flatMap((row) => at(figurePlace(row), row.figures)),
    ...c.duties.flatMap((duty) => at(dutyPlace(duty), duty.lines)),
    ...at('difficulties', c.difficulties),
    ...at('proposals', c.proposals),
    ...at('nextYear', c.nextYear),
  ];
}

const figurePlace = ({ no }: { no: string }): string => `indicator ${no}`;
const dutyPlace = ({ item }: { item: string }): string => `item ${item}`;
const keyOf = (place: string, { source }: Sourced): string => `${source.organisation} ${place}`;

function wordsOf(sourced: Sourced): string {
  if ('figure' in sourced) return figureWords(sourced.figure);
  if ('text' in sourced) return sourced.text;
  const { source: _, ...document } = sourced;
  return ordered(document);
}

/** All that a figure says; which of a body's duties it was written under is no part of that. */
export const figureWords = (figure: Figure): string => ordered({ ...figure, item: null });

/** Number and hour of a version do not make it another. */
const canonical = (c: Consolidation): string => ordered({ ...c, version: 0, asOf: '' });

/** JSON with its keys in order: a database gives them back in an order of its own. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
