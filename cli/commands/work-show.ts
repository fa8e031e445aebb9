import type { Command } from 'commander';
import { writeWorkItemFiles, workItemWithFiles } from '../../api/services/work-item.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { numbersArgument } from '../work-command.ts';
import { workItemsDocument, workLines } from '../work-lines.ts';

/** `work show`: one, with the files that came with it. */
export function workShow(parent: Command, output: Output): void {
  installationCommand(parent, 'show')
    .description('xem một việc chờ quyết định và lấy các tệp kèm theo')
    .argument('<số>', 'số thứ tự của việc', numbersArgument)
    .option('--out <thư mục>', 'nơi ghi các tệp kèm theo')
    .action(async ([id = 0]: number[], { out, tenant }: { out?: string; tenant?: string }) => {
      const { item, files } = await inOneTenant({ tenant }, (context) => workItemWithFiles(context, id));
      const written = out === undefined ? [] : await writeWorkItemFiles(files, out);
      const listed = files.map(({ name, type, sha256, content }) => ({ name, type, sha256, bytes: content.length }));
      output.print({
        document: () => ({ ...workItemsDocument([item]).workItems[0], files: listed, written }),
        text: () => [
          ...workLines([item]),
          ...listed.map(({ name, bytes }) => `   tệp kèm theo: ${name} (${bytes} byte)`),
          ...written,
        ],
      });
    });
}
