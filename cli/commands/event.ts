import type { Command } from 'commander';
import { recordEvent } from '../../api/services/event.ts';
import { obligationsById } from '../../api/services/status.ts';
import type { LocalDate } from '../../domain/time.ts';
import { dateOption, wordsOption } from '../arguments.ts';
import { obligationDocument } from '../documents.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import { obligationLines } from '../obligation-lines.ts';
import type { Output } from '../output.ts';

interface Options {
  date: LocalDate;
  due?: LocalDate;
  by: string;
  tenant?: string;
}

/** `event`: what duties waited for has happened, and they get their dates. */
export function event(parent: Command, output: Output): void {
  installationCommand(parent, 'event')
    .description('ghi nhận sự kiện mà nhiệm vụ đang chờ')
    .argument('<kế hoạch>', 'mã kế hoạch')
    .argument('<sự kiện>', 'tên sự kiện như kế hoạch nêu')
    .requiredOption('--date <ngày>', 'ngày xảy ra', dateOption('--date'))
    .option('--due <ngày>', 'thời hạn kèm theo (mặc định: theo đề xuất)', dateOption('--due'))
    .requiredOption('--by <người>', 'người ghi nhận', wordsOption('--by'))
    .action(async (plan: string, name: string, { date, due, by, tenant }: Options) => {
      const changed = await inOneTenant({ tenant, id: plan }, async (context) => {
        const ids = await recordEvent(context, { plan, event: name, on: date, due: due ?? null }, by);
        return obligationsById(context, ids);
      });
      const obligations = changed.map(obligationDocument);
      output.print({
        document: () => ({ obligations }),
        text: () =>
          obligations.length === 0
            ? ['Sự kiện này đã được ghi nhận trước đó, không có việc nào thay đổi.']
            : [`Đã ghi nhận sự kiện “${name}”.`, ...obligationLines(obligations)],
      });
    });
}
