import type { Command } from 'commander';
import { type Batch, releaseBatch } from '../../api/services/batch-release.ts';
import { Refusal } from '../../domain/errors.ts';
import { count } from '../../domain/vietnamese.ts';
import { itemsOption, wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  next?: number;
  organisations?: string[];
  all?: true;
  by: string;
  tenant?: string;
}

/** `sending release`: lets the first stretch of a plan write to more bodies, batch by batch. */
export function sendingRelease(parent: Command, output: Output): void {
  installationCommand(parent, 'release')
    .description('kỳ đầu của kế hoạch: cho gửi tới từng đợt cơ quan')
    .argument('<kế hoạch>', 'mã kế hoạch')
    .option('--next <số>', 'từng ấy cơ quan kế tiếp, theo thứ tự của tệp cơ quan', nextOption)
    .option('--organisations <mã,…>', 'những cơ quan này', itemsOption)
    .option('--all', 'mọi cơ quan, cả cơ quan thêm về sau')
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .action(async (plan: string, { by, tenant, ...options }: Options) => {
      const batch = batchOf(options);
      const { released, remaining } = await inOneTenant({ tenant, id: plan }, (context) =>
        releaseBatch(context, plan, batch, by),
      );
      output.print({
        document: () => ({ plan, released, remaining }),
        text: () => [
          `Đã cho gửi tới ${count(released.length)} cơ quan: ${released.join(', ') || 'không có'}.`,
          remaining.length === 0 ? 'Không còn cơ quan nào chờ.' : `Còn ${count(remaining.length)} cơ quan chờ đợt sau.`,
        ],
      });
    });
}

function nextOption(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new Refusal('usage', `--next “${text}” không phải một số cơ quan từ 1 trở lên.`);
}

function batchOf({ next, organisations, all }: Pick<Options, 'next' | 'organisations' | 'all'>): Batch {
  const given = [next, organisations, all].filter((one) => one !== undefined);
  if (given.length !== 1) throw new Refusal('usage', 'Cần đúng một trong --next, --organisations và --all.');
  if (next !== undefined) return { next };
  return organisations === undefined ? 'all' : { organisations };
}
