import type { Command } from 'commander';
import { draftLetters } from '../../api/services/official-letter.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { numbersArgument } from '../work-command.ts';

/** `work draft`: the công văn that a head may sign, one for each matter with all its bodies. */
export function workDraft(parent: Command, output: Output): void {
  installationCommand(parent, 'draft')
    .description('lập dự thảo công văn đề nghị gửi báo cáo, để trống số, ngày và người ký')
    .argument('<số,…>', 'số thứ tự của việc, như “dondoc work list” in ra', numbersArgument)
    .requiredOption('--out <thư mục>', 'nơi ghi tệp docx')
    .action(async (ids: number[], { out, tenant }: { out: string; tenant?: string }) => {
      const files = await inOneTenant({ tenant }, (context) => draftLetters(context, ids, out));
      output.print({ document: () => ({ files }), text: () => files });
    });
}
