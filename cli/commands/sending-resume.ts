import type { Command } from 'commander';
import { resumeSending } from '../../api/services/sending.ts';
import { decisionCommand, type DecisionOptions } from '../decision-command.ts';
import type { Output } from '../output.ts';
import { printSending } from '../sending-lines.ts';
import { SCOPE_ARGUMENT, stoppingOf, SUBJECT_ARGUMENT } from '../stop-scope.ts';

/** `sending resume`: lifts a stop; what is still asked for goes, one message per obligation and reader. */
export function sendingResume(parent: Command, output: Output): void {
  decisionCommand(parent, 'resume')
    .description('gửi trở lại sau khi dừng: phần còn cần thì gửi, mỗi việc một thư cho mỗi người nhận')
    .argument(...SCOPE_ARGUMENT)
    .argument(...SUBJECT_ARGUMENT)
    .action(async (word: string, subject: string | undefined, { tenant, by, reason }: DecisionOptions) => {
      const stopping = stoppingOf(word, subject);
      const id = stopping.scope === 'plan' ? (subject ?? '') : undefined;
      await printSending(output, { tenant, ...(id === undefined ? {} : { id }) }, async (context) => {
        await resumeSending(context, stopping, { by, reason });
        return ['Đã cho gửi trở lại.'];
      });
    });
}
