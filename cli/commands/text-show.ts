import type { Command } from 'commander';
import { showText } from '../../api/services/text.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { documentOfText, textLines } from '../text-document.ts';

/** `text show`: one text, its default and what it may name. */
export function textShow(parent: Command, output: Output): void {
  installationCommand(parent, 'show')
    .description('xem một văn bản mẫu và các biến của nó')
    .argument('<mã>', 'mã văn bản mẫu')
    .action(async (id: string, { tenant }: { tenant?: string }) => {
      const text = await inOneTenant({ tenant }, (context) => showText(context, id));
      output.print({ document: () => documentOfText(text), text: () => textLines(text) });
    });
}
