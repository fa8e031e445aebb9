import type { Command } from 'commander';
import { listTexts } from '../../api/services/text.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import { columns, type Output } from '../output.ts';
import { documentOfText, standingOfText } from '../text-document.ts';

/** `text list`: every text of the letters, and which of them the lead has changed. */
export function textList(parent: Command, output: Output): void {
  installationCommand(parent, 'list')
    .description('liệt kê lời văn của các thư')
    .action(async ({ tenant }: { tenant?: string }) => {
      const texts = await inOneTenant({ tenant }, listTexts);
      output.print({
        document: () => ({ texts: texts.map(documentOfText) }),
        text: () => columns(texts.map((text) => [text.id, text.use, standingOfText(text)])),
      });
    });
}
