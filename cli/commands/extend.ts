import type { Command } from 'commander';
import { extend as extendTo } from '../../api/services/extend.ts';
import type { LocalDate } from '../../domain/time.ts';
import { dateOption, itemsOption, wordsOption } from '../arguments.ts';
import { changedBy, printChanged } from '../changed.ts';
import { installationCommand, KEY_OPTION } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  until: LocalDate;
  reason: string;
  basis: string;
  items?: string[];
  by: string;
  key?: string;
  tenant?: string;
}

/** `extend`: a later date for one obligation or single items of it, with its reason and the document it rests on. */
export function extend(parent: Command, output: Output): void {
  installationCommand(parent, 'extend')
    .description('gia hạn một việc, hoặc riêng từng nhiệm vụ trong đó')
    .argument('<việc>', 'mã việc phải nộp')
    .requiredOption('--until <ngày>', 'thời hạn mới', dateOption('--until'))
    .option('--items <mã,…>', 'chỉ gia hạn những nhiệm vụ này', itemsOption)
    .requiredOption('--reason <lý do>', 'lý do', wordsOption('--reason'))
    .requiredOption('--basis <văn bản>', 'căn cứ', wordsOption('--basis'))
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .option(...KEY_OPTION)
    .action(async (obligation: string, { until, reason, basis, items, by, key, tenant }: Options) => {
      const changed = await changedBy({ tenant, id: obligation }, (context) =>
        extendTo(context, { obligation, by, key }, { until, reason, basis, items: items ?? null }),
      );
      printChanged(output, changed, 'Đã gia hạn.');
    });
}
