import type { Command } from 'commander';
import { cancel as cancelItems } from '../../api/services/cancel.ts';
import type { Output } from '../output.ts';
import { releaseCommand } from '../release-command.ts';

/** `cancel`: an obligation, or single items of it, should not have been asked for. */
export function cancel(parent: Command, output: Output): void {
  releaseCommand(parent, output, {
    name: 'cancel',
    description: 'huỷ một việc, hoặc riêng từng nhiệm vụ trong đó',
    items: 'chỉ huỷ những nhiệm vụ này',
    done: 'Đã huỷ.',
    release: cancelItems,
  });
}
