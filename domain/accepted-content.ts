import type { Obligation, OwedIndicator } from './activation.ts';
import { resultWords } from './consolidated-result.ts';
import type { ConsolidatedLine, Provenance } from './consolidation.ts';
import { isLeftOut, type ItemState, type Standing } from './obligation.ts';
import type { Figure, GeneralPart, Narrative, Submission } from './submission.ts';
import type { LocalDate } from './time.ts';

/** One obligation that feeds a round: a body's report, an item split off from one, or an obligation of its own. */
export interface RoundReport {
  id: string;
  kind: Obligation['kind'];
  organisation: string;
  decision: Standing['decision'];
  receivedOn: LocalDate | null;
  items: { id: string; state: ItemState }[];
  /** Indicators that it owes figures for beside those of its items. */
  indicators: OwedIndicator[];
}

/** One version that was handed in. */
export interface SubmissionVersion {
  obligation: string;
  version: number;
  content: Submission;
  receivedOn: LocalDate;
}

/** A report with its versions, the newest last, and the name under which it is quoted. */
export interface NamedReport extends RoundReport {
  organisationName: string;
  versions: SubmissionVersion[];
}

/** What the lead accepted of one item of one body, all out of one version. */
export interface AcceptedItem {
  item: string;
  source: Provenance;
  lines: Narrative[];
  /** What came of an obligation of its own, in one sentence; null where nothing is told, and for a report. */
  result: string | null;
  figures: Figure[];
}

/**
 * The accepted items of a report, each out of the newest version that says something on it: after a partial return
 * only the returned items come again. An item that came again stands as it came then, since what it said before was
 * returned.
 */
export function acceptedItems(report: NamedReport): AcceptedItem[] {
  return report.items
    .filter(({ state }) => state === 'accepted')
    .flatMap(({ id }): AcceptedItem[] => {
      const said = reviewedVersions(report).map(({ content, ...version }) => ({
        item: id,
        source: provenanceOf(report, version),
        lines: content.lines.filter((line) => line.item === id && (line.nothing || line.text.trim() !== '')),
        result: report.kind === 'own' ? resultWords(content) : null,
        figures: content.figures.filter((figure) => figure.item === id),
      }));
      return said
        .filter(({ lines, figures, result }) => lines.length + figures.length > 0 || result !== null)
        .slice(-1);
    });
}

/** One box of the general part, once the whole report is accepted: no item stands for it. */
export function acceptedGeneral(report: NamedReport, part: keyof GeneralPart): ConsolidatedLine[] {
  if (report.decision !== 'accepted') return [];
  const said = report.versions.flatMap((version) => {
    const text = version.content.general[part]?.trim() ?? '';
    return text === '' ? [] : [{ text, source: provenanceOf(report, version) }];
  });
  return said.slice(-1);
}

/** Nobody waits for it any more. */
export function isReleased({ decision }: Pick<RoundReport, 'decision'>): boolean {
  return decision === 'waived' || decision === 'cancelled';
}

/** True where a body owes an item in this obligation. */
export function owesItem(report: RoundReport, item: string): boolean {
  return !isReleased(report) && report.items.some(({ id, state }) => id === item && !isLeftOut(state));
}

export function provenanceOf(
  { id, kind, organisation, organisationName }: NamedReport,
  { version, receivedOn }: Pick<SubmissionVersion, 'version' | 'receivedOn'>,
): Provenance {
  return { organisation, organisationName, obligation: id, kind, submission: version, receivedOn };
}

/** A version that waits for review may say something else on an item accepted before: it tells nothing yet. */
function reviewedVersions({ decision, versions }: NamedReport): SubmissionVersion[] {
  return decision === 'submitted' ? versions.slice(0, -1) : versions;
}
