import type { Command } from 'commander';
import { readInstallation } from '../../api/services/connection.ts';
import { refuseWithoutMail } from '../../api/services/mail-server.ts';
import { setSending } from '../../api/services/sending.ts';
import { SENDING_MODES, type SendingMode } from '../../domain/sending.ts';
import { Refusal } from '../../domain/errors.ts';
import { decisionCommand, type DecisionOptions } from '../decision-command.ts';
import type { Output } from '../output.ts';
import { printSending } from '../sending-lines.ts';

/** `sending set`: whether messages are made, and whether they leave. Going live asks the mail server first. */
export function sendingSet(parent: Command, output: Output): void {
  decisionCommand(parent, 'set')
    .description('đặt chế độ gửi thư: off (tắt), shadow (chạy thử, lập mà không gửi), live (gửi thật)')
    .argument('<chế độ>', SENDING_MODES.join(' | '))
    .action(async (word: string, { tenant, by, reason }: DecisionOptions) => {
      const mode = modeOf(word);
      if (mode === 'live') await refuseWithoutMail(readInstallation(process.env, process.cwd()));
      await printSending(output, { tenant }, async (context) => {
        await setSending(context, { mode, by, reason });
        return [];
      });
    });
}

function modeOf(word: string): SendingMode {
  const mode = SENDING_MODES.find((one) => one === word);
  if (mode) return mode;
  throw new Refusal('usage', `Chế độ “${word}” không phải một trong ${SENDING_MODES.join(', ')}.`);
}
