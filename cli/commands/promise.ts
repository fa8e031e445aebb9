import type { Command } from 'commander';
import { promise as promiseOn } from '../../api/services/promise.ts';
import type { LocalDate } from '../../domain/time.ts';
import { dateOption, wordsOption } from '../arguments.ts';
import { changedBy, printChanged } from '../changed.ts';
import { installationCommand, KEY_OPTION } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  on: LocalDate;
  by: string;
  key?: string;
  tenant?: string;
}

/** `promise`: “đã nhận, sẽ gửi ngày …”, after which no reminder goes to the member before that day. */
export function promise(parent: Command, output: Output): void {
  installationCommand(parent, 'promise')
    .description('ghi nhận “đã nhận, sẽ gửi ngày …”: không nhắc đơn vị trước ngày đó')
    .argument('<việc>', 'mã việc phải nộp')
    .requiredOption('--on <ngày>', 'ngày hẹn gửi', dateOption('--on'))
    .requiredOption('--by <người>', 'người hẹn', wordsOption('--by'))
    .option(...KEY_OPTION)
    .action(async (obligation: string, { on, by, key, tenant }: Options) => {
      const changed = await changedBy({ tenant, id: obligation }, async (context) => {
        await promiseOn(context, { obligation, by, key }, on);
        return [obligation];
      });
      printChanged(output, changed, 'Đã ghi nhận ngày hẹn gửi; thời hạn không thay đổi.');
    });
}
