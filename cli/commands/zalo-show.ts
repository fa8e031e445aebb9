import type { Command } from 'commander';
import { showZalo } from '../../api/services/zalo-account.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { zaloDocument, zaloLines } from '../zalo.ts';

/** `zalo show`: whether messages can go, and for how long yet. */
export function zaloShow(parent: Command, output: Output): void {
  installationCommand(parent, 'show')
    .description('xem tình trạng tài khoản Zalo OA')
    .action(async ({ tenant }: { tenant?: string }) => {
      const account = await inOneTenant({ tenant }, showZalo);
      output.print({ document: () => zaloDocument(account), text: () => zaloLines(account) });
    });
}
