import type { GeneralPart, Figure, Narrative, Submission } from './submission.ts';
import type { ConsolidatedLine, Provenance } from './consolidation.ts';
import type { ItemState, Standing } from './obligation.ts';
import type { LocalDate } from './time.ts';

/** What one organisation owes in the round, as far as it has come. */
export interface RoundReport {
  id: string;
  organisation: string;
  decision: Standing['decision'];
  receivedOn: LocalDate | null;
  items: { id: string; state: ItemState }[];
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
      const said = reviewedVersions(report).map((version) => ({
        item: id,
        source: provenanceOf(report, version),
        lines: version.content.lines.filter((line) => line.item === id && (line.nothing || line.text.trim() !== '')),
        figures: version.content.figures.filter((figure) => figure.item === id),
      }));
      return said.filter(({ lines, figures }) => lines.length + figures.length > 0).slice(-1);
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

/** A version that waits for review may say something else on an item accepted before: it tells nothing yet. */
function reviewedVersions({ decision, versions }: NamedReport): SubmissionVersion[] {
  return decision === 'submitted' ? versions.slice(0, -1) : versions;
}

function provenanceOf(report: NamedReport, version: SubmissionVersion): Provenance {
  const { organisation, organisationName } = report;
  return { organisation, organisationName, submission: version.version, receivedOn: version.receivedOn };
}
