import type { Command } from 'commander';
import { extend as extendTo } from '../../api/services/extend.ts';
import { obligationsById } from '../../api/services/status.ts';
import type { LocalDate } from '../../domain/time.ts';
import { dateOption, wordsOption } from '../arguments.ts';
import { obligationDocument } from '../documents.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import { obligationLines } from '../obligation-lines.ts';
import type { Output } from '../output.ts';

interface Options {
  until: LocalDate;
  reason: string;
  basis: string;
  by: string;
  tenant?: string;
}

/** `extend`: a later date for one obligation, with its reason and the document it rests on. */
export function extend(parent: Command, output: Output): void {
  installationCommand(parent, 'extend')
    .description('gia hạn một việc')
    .argument('<việc>', 'mã việc phải nộp')
    .requiredOption('--until <ngày>', 'thời hạn mới', dateOption('--until'))
    .requiredOption('--reason <lý do>', 'lý do', wordsOption('--reason'))
    .requiredOption('--basis <văn bản>', 'căn cứ', wordsOption('--basis'))
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .action(async (obligation: string, { until, reason, basis, by, tenant }: Options) => {
      const changed = await inOneTenant({ tenant, id: obligation }, async (context) => {
        await extendTo(context, { obligation, by }, { until, reason, basis });
        return obligationsById(context, [obligation]);
      });
      const obligations = changed.map(obligationDocument);
      output.print({
        document: () => ({ obligations }),
        text: () => ['Đã gia hạn.', ...obligationLines(obligations)],
      });
    });
}
