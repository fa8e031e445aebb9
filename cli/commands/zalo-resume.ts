import type { Command } from 'commander';
import { resumeZalo, showZalo } from '../../api/services/zalo-account.ts';
import { wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { zaloDocument, zaloLines } from '../zalo.ts';

/** `zalo resume`: what made messages stop has been mended outside. */
export function zaloResume(parent: Command, output: Output): void {
  installationCommand(parent, 'resume')
    .description('gửi tin Zalo trở lại sau khi đã khắc phục')
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .action(async ({ by, tenant }: { by: string; tenant?: string }) => {
      const account = await inOneTenant({ tenant }, async (context) => {
        await resumeZalo(context, by);
        return showZalo(context);
      });
      output.print({
        document: () => zaloDocument(account),
        text: () => ['Gửi tin Zalo trở lại.', ...zaloLines(account)],
      });
    });
}
