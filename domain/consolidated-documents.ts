import { type NamedReport, provenanceOf } from './accepted-content.ts';
import type { ConsolidatedDocument } from './consolidation.ts';

/** What came in of the documents to hand in: of each body the one that it declared last, in the order of the bodies. */
export function consolidatedDocuments(reports: readonly NamedReport[]): ConsolidatedDocument[] {
  return reports.flatMap((report) => {
    const declared = report.versions.flatMap((version): ConsolidatedDocument[] => {
      const { official, product } = version.content;
      if (official === null) return [];
      const { number, date, signer } = official;
      return [{ number, date, signer, product, source: provenanceOf(report, version) }];
    });
    return declared.slice(-1);
  });
}
