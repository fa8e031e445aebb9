import type { Command } from 'commander';
import { ledgerOf, type LedgerQuery } from '../../api/services/ledger.ts';
import { Refusal } from '../../domain/errors.ts';
import { type EnvelopeState, NOTIFICATION_STATES } from '../../domain/letter.ts';
import { dateOption } from '../arguments.ts';
import { installationCommand, inTenants } from '../installation.ts';
import { ledgerDocument, ledgerLines } from '../ledger-lines.ts';
import type { Output } from '../output.ts';

const STATES: readonly EnvelopeState[] = NOTIFICATION_STATES.filter((state) => state !== 'pending');
const MOST = 10_000;

function stateOption(text: string): EnvelopeState {
  const state = STATES.find((known) => known === text);
  if (state) return state;
  throw new Refusal('usage', `--state “${text}” không phải một trong ${STATES.join(', ')}.`);
}

function limitOption(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= MOST) return limit;
  throw new Refusal('usage', `--limit “${text}” không phải số nguyên từ 1 đến ${MOST}.`);
}

/** `ledger`: every message that was made, with its words and its evidence. */
export function ledger(parent: Command, output: Output): void {
  installationCommand(parent, 'ledger')
    .description('sổ thư: đã gửi gì, cho ai, vì sao, bằng kênh nào, kết quả ra sao')
    .option('--id <mã>', 'một thư')
    .option('--plan <mã>', 'của một kế hoạch')
    .option('--obligation <mã>', 'về một việc phải nộp')
    .option('--organisation <mã>', 'về một cơ quan')
    .option('--recipient <địa chỉ>', 'tới một địa chỉ')
    .option('--state <tình trạng>', `một trong ${STATES.join(', ')}`, stateOption)
    .option('--from <ngày>', 'từ ngày', dateOption('--from'))
    .option('--until <ngày>', 'đến hết ngày', dateOption('--until'))
    .option('--limit <số>', 'nhiều nhất bao nhiêu thư, mới nhất trước (mặc định: 200)', limitOption)
    .option('--words', 'in cả nội dung thư')
    .action(async ({ tenant, words, ...query }: LedgerQuery & { tenant?: string; words?: boolean }) => {
      const found = (
        await inTenants({ tenant, id: query.plan ?? query.obligation }, (context) => ledgerOf(context, query))
      ).flat();
      output.print({ document: () => ledgerDocument(found), text: () => ledgerLines(found, words ?? false) });
    });
}
