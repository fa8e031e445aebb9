import type { Command } from 'commander';
import { setText } from '../../api/services/text.ts';
import { readTextFile } from '../../importer/read-text.ts';
import { filePath, wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { documentOfText } from '../text-document.ts';

interface Options {
  file: string;
  by: string;
  tenant?: string;
}

/** `text set`: the lead's own words; refused where they break a rule, in force from the next letter on. */
export function textSet(parent: Command, output: Output): void {
  installationCommand(parent, 'set')
    .description('sửa một văn bản mẫu')
    .argument('<mã>', 'mã văn bản mẫu')
    .requiredOption('--file <tệp>', 'tệp văn bản UTF-8; “-” là đọc từ bàn phím hoặc từ lệnh trước')
    .requiredOption('--by <người>', 'người sửa', wordsOption('--by'))
    .action(async (id: string, { file, by, tenant }: Options) => {
      const body = readTextFile(filePath(file), 'text-file-invalid');
      const text = await inOneTenant({ tenant }, (context) => setText(context, { id, body, by }));
      output.print({
        document: () => documentOfText(text),
        text: () => [`Đã sửa “${id}” (bản ${text.changed?.version ?? 1}); lời mới có từ thư gửi tiếp theo.`],
      });
    });
}
