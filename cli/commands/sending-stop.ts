import type { Command } from 'commander';
import { stopSending } from '../../api/services/sending.ts';
import { count } from '../../domain/vietnamese.ts';
import { decisionCommand, type DecisionOptions } from '../decision-command.ts';
import type { Output } from '../output.ts';
import { printSending } from '../sending-lines.ts';
import { SCOPE_ARGUMENT, stoppingOf, SUBJECT_ARGUMENT } from '../stop-scope.ts';

/** `sending stop`: the stop button. When it has answered, nothing more begins to leave. */
export function sendingStop(parent: Command, output: Output): void {
  decisionCommand(parent, 'stop')
    .description('dừng gửi: toàn hệ thống, một kế hoạch hoặc một cơ quan')
    .argument(...SCOPE_ARGUMENT)
    .argument(...SUBJECT_ARGUMENT)
    .action(async (word: string, subject: string | undefined, { tenant, by, reason }: DecisionOptions) => {
      const stopping = stoppingOf(word, subject);
      const id = stopping.scope === 'plan' ? (subject ?? '') : undefined;
      await printSending(output, { tenant, ...(id === undefined ? {} : { id }) }, async (context) => {
        const { inFlight } = await stopSending(context, stopping, { by, reason });
        return inFlight === 0 ? ['Đã dừng.'] : [`Đã dừng; ${count(inFlight)} thư đang trên đường vẫn có thể tới.`];
      });
    });
}
