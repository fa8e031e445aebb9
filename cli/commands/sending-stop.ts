import type { Command } from 'commander';
import { stopSending } from '../../api/services/sending.ts';
import { count } from '../../domain/vietnamese.ts';
import type { Output } from '../output.ts';
import { stopCommand } from '../stop-command.ts';

/** `sending stop`: the stop button. When it has answered, nothing more begins to leave. */
export function sendingStop(parent: Command, output: Output): void {
  stopCommand(parent, output, {
    name: 'stop',
    description: 'dừng gửi: toàn hệ thống, một kế hoạch hoặc một cơ quan',
    decide: async (context, stopping, decision) => {
      const { inFlight } = await stopSending(context, stopping, decision);
      return inFlight === 0 ? ['Đã dừng.'] : [`Đã dừng; ${count(inFlight)} thư đang trên đường vẫn có thể tới.`];
    },
  });
}
