import type { Command } from 'commander';
import { workItemsOf } from '../../api/services/work-item.ts';
import { Refusal } from '../../domain/errors.ts';
import { WORK_ITEM_KINDS, type WorkItemKind } from '../../domain/work-item.ts';
import { installationCommand, inTenants } from '../installation.ts';
import type { Output } from '../output.ts';
import { workItemsDocument, workLines } from '../work-lines.ts';

function kindOption(text: string): WorkItemKind {
  const kind = WORK_ITEM_KINDS.find((known) => known === text);
  if (kind) return kind;
  throw new Refusal('usage', `--kind “${text}” không phải một trong các loại ${WORK_ITEM_KINDS.join(', ')}.`);
}

/** `work list`: what waits for a person of the lead. */
export function workList(parent: Command, output: Output): void {
  installationCommand(parent, 'list')
    .description('những việc chờ người có trách nhiệm quyết định')
    .option('--kind <loại>', `một loại: ${WORK_ITEM_KINDS.join(', ')}`, kindOption)
    .option('--all', 'cả những việc đã quyết định')
    .action(async ({ tenant, ...filter }: { kind?: WorkItemKind; all?: boolean; tenant?: string }) => {
      const items = (await inTenants({ tenant }, (context) => workItemsOf(context, filter))).flat();
      output.print({ document: () => workItemsDocument(items), text: () => workLines(items) });
    });
}
