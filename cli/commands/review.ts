import type { Command } from 'commander';
import { accept, returnForWork } from '../../api/services/review.ts';
import { Refusal } from '../../domain/errors.ts';
import type { LocalDate } from '../../domain/time.ts';
import { STATE_LABELS } from '../../domain/vietnamese.ts';
import { dateOption, itemsOption, wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand, KEY_OPTION } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  accept?: boolean;
  return?: string;
  until?: LocalDate;
  items?: string[];
  by: string;
  key?: string;
  tenant?: string;
}

/** `review`: the lead accepts what was handed in, or returns all or single items with a date. */
export function review(parent: Command, output: Output): void {
  installationCommand(parent, 'review')
    .description('rà soát: chấp nhận hoặc đề nghị hoàn thiện')
    .argument('<việc>', 'mã việc phải nộp')
    .option('--accept', 'chấp nhận toàn bộ')
    .option('--return <lý do>', 'trả lại để hoàn thiện', wordsOption('--return'))
    .option('--until <ngày>', 'ngày phải gửi lại', dateOption('--until'))
    .option('--items <mã,…>', 'chỉ trả lại những nhiệm vụ này', itemsOption)
    .requiredOption('--by <người>', 'người rà soát', wordsOption('--by'))
    .option(...KEY_OPTION)
    .action(async (obligation: string, options: Options) => {
      const back = returnOf(options);
      const command = { obligation, by: options.by, key: options.key };
      const state = await inOneTenant({ tenant: options.tenant, id: obligation }, (context) =>
        back ? returnForWork(context, command, back) : accept(context, command),
      );
      output.print({ document: () => ({ state }), text: () => [`Tình hình: ${STATE_LABELS[state]}.`] });
    });
}

/** What is returned, or null where all is accepted. */
function returnOf({ accept: accepted, return: reason, until, items }: Options) {
  if ((accepted === true) === (reason !== undefined)) {
    throw new Refusal('usage', 'Cần đúng một trong hai tùy chọn --accept và --return.');
  }
  if (reason === undefined) {
    if (until === undefined && items === undefined) return null;
    throw new Refusal('usage', '--until và --items chỉ dùng cùng --return.');
  }
  if (until === undefined) throw new Refusal('usage', '--return cần --until: ngày phải gửi lại.');
  return { reason, until, items: items ?? null };
}
