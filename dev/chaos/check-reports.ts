import type { Consolidation } from '../../domain/consolidation.ts';
import type { Finding } from './breach.ts';
import type { Rows } from './rows.ts';

/**
 * I5: a consolidated report that was made since the check before holds what was accepted, each once, out of the newest
 * version that was reviewed; and a round knows how many are still awaited.
 */
export function checkReports(before: Rows, after: Rows): Finding[] {
  const known = new Set(before.reports.map(({ round, version }) => `${round} ${version}`));
  const fresh = after.reports.filter(({ round, version }) => !known.has(`${round} ${version}`));
  const facts = [
    ...fresh.flatMap(({ round, version, content }) =>
      [...counted(content), ...sources(content, after), ...gaps(content, after)].map(
        (fact) => `${round} v${version}: ${fact}`,
      ),
    ),
    ...awaited(after),
  ];
  return facts.map((fact) => ({ invariant: 'I5', fact }));
}

function counted({ received, expected, missing }: Consolidation): string[] {
  const twice = (list: string[]): boolean => new Set(list).size < list.length;
  const found = [received, expected, missing].filter(twice).map((list) => `counts a body twice in ${list.join()}`);
  const sum = [...received, ...missing].toSorted().join();
  return sum === expected.toSorted().join()
    ? found
    : [...found, `received and missing are ${sum}, expected ${expected.join()}`];
}

interface Told {
  key: string;
  item: string | null;
  obligation: string;
  submission: number;
}

const toldIn = ({ duties, indicators }: Consolidation): Told[] => [
  ...duties.flatMap(({ item, lines }) =>
    lines.map(({ source }) => ({ key: `line ${item} of ${source.obligation}`, item, ...pick(source) })),
  ),
  ...indicators.flatMap(({ figures }) =>
    figures.map(({ figure, source }) => {
      const key = `figure ${figure.indicator} ${figure.item} ${figure.scope} of ${source.obligation}`;
      return { key, item: figure.item, ...pick(source) };
    }),
  ),
];

const pick = ({ obligation, submission }: { obligation: string; submission: number }) => ({ obligation, submission });

function sources(content: Consolidation, rows: Rows): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const { key, item, obligation, submission } of toldIn(content)) {
    if (seen.has(key)) found.push(`${key} stands there twice`);
    seen.add(key);
    const state = rows.items.find((row) => row.obligation === obligation && row.item === item)?.state;
    if (item !== null && state !== 'accepted') found.push(`${key} is ${state}, not accepted`);
    const newest = newestTelling(rows, obligation, item);
    if (submission !== newest) found.push(`${key} is of version ${submission}, the newest reviewed is ${newest}`);
  }
  return found;
}

/** A draft leaves out nothing that was accepted of its round's reports; a supplement holds only what is new. */
function gaps(content: Consolidation, rows: Rows): string[] {
  if (content.kind !== 'draft' || content.covers !== 'items') return [];
  const told = new Set(toldIn(content).map(({ item, obligation }) => `${item} of ${obligation}`));
  const ours = rows.obligations.filter(({ round, upward }) => round === content.round && !upward);
  return rows.items
    .filter(({ obligation, state }) => state === 'accepted' && ours.some(({ id }) => id === obligation))
    .filter(
      ({ obligation, item }) => newestTelling(rows, obligation, item) !== null && !told.has(`${item} of ${obligation}`),
    )
    .map(({ obligation, item }) => `${item} of ${obligation} was accepted, and is not in it`);
}

/** The newest version with words or figures on an item; one that waits for its review tells nothing yet. */
function newestTelling({ submissions, obligations }: Rows, obligation: string, item: string | null): number | null {
  const row = obligations.find(({ id }) => id === obligation);
  const versions = submissions.filter((one) => one.obligation === obligation);
  const reviewed = row?.decision === 'submitted' ? versions.slice(0, -1) : versions;
  const telling = reviewed.filter(
    ({ content }) =>
      content.lines.some((line) => line.item === item) || content.figures.some((figure) => figure.item === item),
  );
  return telling.at(-1)?.version ?? null;
}

function awaited({ rounds, obligations }: Rows): string[] {
  return rounds.flatMap(({ id, openedAt, unsettled }) => {
    const open = obligations.filter(
      ({ round, upward, decision }) =>
        round === id && !upward && !['accepted', 'waived', 'cancelled'].includes(decision),
    ).length;
    return openedAt === null || unsettled === open
      ? []
      : [`${id} awaits ${unsettled}, of its obligations ${open} are open`];
  });
}
