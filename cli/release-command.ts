import type { Command } from 'commander';
import type { waive } from '../api/services/waive.ts';
import { itemsOption, wordsOption } from './arguments.ts';
import { changedBy, printChanged } from './changed.ts';
import { installationCommand, KEY_OPTION } from './installation.ts';
import type { Output } from './output.ts';

interface Options {
  items?: string[];
  reason: string;
  basis: string;
  by: string;
  key?: string;
  tenant?: string;
}

interface Releasing {
  name: string;
  description: string;
  /** What `--items` is for. */
  items: string;
  /** The sentence that it is done. */
  done: string;
  release: typeof waive;
}

/** A command that ends the waiting for an obligation or single items of it, with a reason and its basis. */
export function releaseCommand(parent: Command, output: Output, releasing: Releasing): void {
  installationCommand(parent, releasing.name)
    .description(releasing.description)
    .argument('<việc>', 'mã việc phải nộp')
    .option('--items <mã,…>', releasing.items, itemsOption)
    .requiredOption('--reason <lý do>', 'lý do', wordsOption('--reason'))
    .requiredOption('--basis <văn bản>', 'căn cứ', wordsOption('--basis'))
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .option(...KEY_OPTION)
    .action(async (obligation: string, { items, reason, basis, by, key, tenant }: Options) => {
      const changed = await changedBy({ tenant, id: obligation }, async (context) => {
        await releasing.release(context, { obligation, by, key }, { items: items ?? null, reason, basis });
        return [obligation];
      });
      printChanged(output, changed, releasing.done);
    });
}
