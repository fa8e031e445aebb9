import type { Command } from 'commander';
import { resumeSending } from '../../api/services/sending.ts';
import type { Output } from '../output.ts';
import { stopCommand } from '../stop-command.ts';

/** `sending resume`: lifts a stop; what is still asked for goes, one message per obligation and reader. */
export function sendingResume(parent: Command, output: Output): void {
  stopCommand(parent, output, {
    name: 'resume',
    description: 'gửi trở lại sau khi dừng: phần còn cần thì gửi, mỗi việc một thư cho mỗi người nhận',
    decide: async (context, stopping, decision) => {
      await resumeSending(context, stopping, decision);
      return ['Đã cho gửi trở lại.'];
    },
  });
}
