import type { Command } from 'commander';
import { reassign as reassignTo } from '../../api/services/reassign.ts';
import type { LocalDate } from '../../domain/time.ts';
import { dateOption, itemsOption, wordsOption } from '../arguments.ts';
import { changedBy, printChanged } from '../changed.ts';
import { installationCommand, KEY_OPTION } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  to: string;
  items?: string[];
  until?: LocalDate;
  reason: string;
  basis: string;
  by: string;
  key?: string;
  tenant?: string;
}

/** `reassign`: another organisation owes an obligation, or single items of it, from now on. */
export function reassign(parent: Command, output: Output): void {
  installationCommand(parent, 'reassign')
    .description('chuyển một việc, hoặc riêng từng nhiệm vụ trong đó, cho cơ quan khác')
    .argument('<việc>', 'mã việc phải nộp')
    .requiredOption('--to <cơ quan>', 'mã cơ quan nhận', wordsOption('--to'))
    .option('--items <mã,…>', 'chỉ chuyển những nhiệm vụ này', itemsOption)
    .option('--until <ngày>', 'thời hạn của cơ quan nhận (mặc định: thời hạn đang có)', dateOption('--until'))
    .requiredOption('--reason <lý do>', 'lý do', wordsOption('--reason'))
    .requiredOption('--basis <văn bản>', 'căn cứ', wordsOption('--basis'))
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .option(...KEY_OPTION)
    .action(async (obligation: string, { to, items, until, reason, basis, by, key, tenant }: Options) => {
      const reassignment = { to, items: items ?? null, until: until ?? null, reason, basis };
      const changed = await changedBy({ tenant, id: obligation }, (context) =>
        reassignTo(context, { obligation, by, key }, reassignment),
      );
      printChanged(output, changed, 'Đã chuyển.');
    });
}
