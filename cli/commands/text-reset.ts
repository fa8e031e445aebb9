import type { Command } from 'commander';
import { resetText } from '../../api/services/text.ts';
import { wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { documentOfText } from '../text-document.ts';

/** `text reset`: the default words again. */
export function textReset(parent: Command, output: Output): void {
  installationCommand(parent, 'reset')
    .description('dùng lại lời mặc định của một văn bản mẫu')
    .argument('<mã>', 'mã văn bản mẫu')
    .requiredOption('--by <người>', 'người sửa', wordsOption('--by'))
    .action(async (id: string, { by, tenant }: { by: string; tenant?: string }) => {
      const text = await inOneTenant({ tenant }, (context) => resetText(context, { id, by }));
      output.print({
        document: () => documentOfText(text),
        text: () => [`“${id}” dùng lại lời mặc định, từ thư gửi tiếp theo.`],
      });
    });
}
