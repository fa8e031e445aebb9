import type { Command } from 'commander';
import { recordEvent, withdrawEvent } from '../../api/services/event.ts';
import { Refusal } from '../../domain/errors.ts';
import type { LocalDate } from '../../domain/time.ts';
import { dateOption, wordsOption } from '../arguments.ts';
import { changedBy, printChanged } from '../changed.ts';
import { installationCommand, KEY_OPTION } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  date?: LocalDate;
  due?: LocalDate;
  withdraw?: boolean;
  reason?: string;
  by: string;
  key?: string;
  tenant?: string;
}

/** `event`: what duties waited for has happened, and they get their dates; or it has not, and they wait again. */
export function event(parent: Command, output: Output): void {
  installationCommand(parent, 'event')
    .description('ghi nhận, sửa hoặc rút sự kiện mà nhiệm vụ đang chờ')
    .argument('<kế hoạch>', 'mã kế hoạch')
    .argument('<sự kiện>', 'tên sự kiện như kế hoạch nêu')
    .option('--date <ngày>', 'ngày xảy ra; ghi lại với ngày khác là sửa', dateOption('--date'))
    .option('--due <ngày>', 'thời hạn kèm theo (mặc định: theo đề xuất)', dateOption('--due'))
    .option('--withdraw', 'rút lại sự kiện đã ghi nhận')
    .option('--reason <lý do>', 'lý do rút lại', wordsOption('--reason'))
    .requiredOption('--by <người>', 'người ghi nhận', wordsOption('--by'))
    .option(...KEY_OPTION)
    .action(async (plan: string, name: string, options: Options) => {
      const { by, key, tenant } = options;
      const act = actOf(options);
      const changed = await changedBy({ tenant, id: plan }, (context) =>
        act.kind === 'withdraw'
          ? withdrawEvent(context, { plan, event: name, reason: act.reason }, by, key)
          : recordEvent(context, { plan, event: name, on: act.date, due: act.due }, by, key),
      );
      const done = act.kind === 'withdraw' ? `Đã rút sự kiện “${name}”.` : `Đã ghi nhận sự kiện “${name}”.`;
      const known = 'Sự kiện này đã được ghi nhận như vậy trước đó, không có việc nào thay đổi.';
      printChanged(output, changed, changed.length === 0 ? known : done);
    });
}

/** Which of the two is meant. */
function actOf({ date, due, withdraw, reason }: Options) {
  if (withdraw) {
    if (date !== undefined || due !== undefined) {
      throw new Refusal('usage', '--date và --due không dùng cùng --withdraw.');
    }
    if (reason === undefined) throw new Refusal('usage', '--withdraw cần --reason: lý do rút lại sự kiện.');
    return { kind: 'withdraw' as const, reason };
  }
  if (date === undefined) throw new Refusal('usage', 'Cần --date: ngày xảy ra sự kiện, hoặc --withdraw để rút lại.');
  if (reason !== undefined) throw new Refusal('usage', '--reason chỉ dùng cùng --withdraw.');
  return { kind: 'record' as const, date, due: due ?? null };
}
