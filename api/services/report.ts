import { join } from 'node:path';
import { loadRounds } from '../../db/queries/plan.ts';
import { newestReport } from '../../db/queries/report.ts';
import { Refusal } from '../../domain/errors.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import type { ServiceContext } from './context.ts';
import { writeWhole } from './whole-file.ts';

export interface ReportFiles {
  version: number;
  docx: string;
  xlsx: string;
  /** Bodies whose report came in, of those that owe one. */
  received: number;
  expected: number;
  /** The silent, by id: for the lead's own eyes, while the files only count them. */
  missing: string[];
}

/** Writes the newest version of a round's consolidated report into a folder. It makes none: the round does. */
export async function reportOf(context: ServiceContext, roundId: string, outDir: string): Promise<ReportFiles> {
  const { round, report } = await context.database.inTenant(context.tenant, async (tx) => ({
    round: (await loadRounds(tx)).find(({ id }) => id === roundId),
    report: await newestReport(tx, roundId),
  }));
  if (!round) throw new Refusal('round-unknown', `Không có kỳ báo cáo nào mang mã “${roundId}”.`);
  if (!report) {
    throw new Refusal(
      'report-not-made',
      `Báo cáo tổng hợp của “${roundId}” chưa có, bản dự thảo được lập chậm nhất lúc ${longInstant(round.consolidationAt)}.`,
    );
  }
  const stem = join(outDir, `${round.plan}-${round.definition}-${round.year}-v${report.version}`);
  await writeWhole(`${stem}.docx`, report.docx);
  await writeWhole(`${stem}.xlsx`, report.xlsx);
  const { received, expected, missing } = report.content;
  return {
    version: report.version,
    docx: `${stem}.docx`,
    xlsx: `${stem}.xlsx`,
    received: received.length,
    expected: expected.length,
    missing,
  };
}
