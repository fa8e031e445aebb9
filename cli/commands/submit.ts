import type { Command } from 'commander';
import { submissionUnder } from '../../api/services/status.ts';
import { submit as submitTo } from '../../api/services/submit.ts';
import { STATE_LABELS } from '../../domain/vietnamese.ts';
import { readSubmissionFile } from '../../importer/plan-file.ts';
import { filePath, wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand, KEY_OPTION } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  file: string;
  by: string;
  key?: string;
  tenant?: string;
}

/** `submit`: hands in a report or what was done; a draft is only kept. */
export function submit(parent: Command, output: Output): void {
  installationCommand(parent, 'submit')
    .description('nộp báo cáo hoặc kết quả của một việc')
    .argument('<việc>', 'mã việc phải nộp')
    .requiredOption('--file <tệp>', 'tệp dondoc.submission/1')
    .requiredOption('--by <người>', 'người nộp', wordsOption('--by'))
    .option(...KEY_OPTION)
    .action(async (obligation: string, { file, by, key, tenant }: Options) => {
      const content = readSubmissionFile(filePath(file));
      const result = await inOneTenant({ tenant, id: obligation }, async (context) => {
        const { submission, state } = await submitTo(context, { obligation, by, key }, content);
        if (submission > 0) return { submission, state };
        // Nothing new was stored: a draft has no version, and a known key has the one it made the first time.
        const known = key === undefined ? null : await submissionUnder(context, obligation, key);
        return { submission: known ?? 'draft', state };
      });
      output.print({
        document: () => result,
        text: () => [
          result.submission === 'draft'
            ? 'Đã lưu bản nháp; chưa tính là đã nộp.'
            : `Đã nhận bản ${result.submission}. Tình hình: ${STATE_LABELS[result.state]}.`,
        ],
      });
    });
}
