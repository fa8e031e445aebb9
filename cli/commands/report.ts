import type { Command } from 'commander';
import { reportOf } from '../../api/services/report.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';

/** `report`: the newest consolidated report of a round, as files. */
export function report(parent: Command, output: Output): void {
  installationCommand(parent, 'report')
    .description('lấy báo cáo tổng hợp mới nhất của một kỳ')
    .argument('<kỳ>', 'mã kỳ báo cáo')
    .requiredOption('--out <thư mục>', 'nơi ghi tệp docx và xlsx')
    .action(async (round: string, { out, tenant }: { out: string; tenant?: string }) => {
      const files = await inOneTenant({ tenant, id: round }, (context) => reportOf(context, round, out));
      output.print({
        document: () => files,
        text: () => [
          `Báo cáo tổng hợp bản ${files.version}: đã nhận ${files.received}/${files.expected} báo cáo.`,
          files.docx,
          files.xlsx,
          ...(files.missing.length > 0 ? ['Chưa có:', ...files.missing.map((id) => `  - ${id}`)] : []),
        ],
      });
    });
}
