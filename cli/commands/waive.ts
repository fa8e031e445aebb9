import type { Command } from 'commander';
import { waive as waiveItems } from '../../api/services/waive.ts';
import type { Output } from '../output.ts';
import { releaseCommand } from '../release-command.ts';

/** `waive`: nobody waits for an obligation, or single items of it, any more. */
export function waive(parent: Command, output: Output): void {
  releaseCommand(parent, output, {
    name: 'waive',
    description: 'miễn một việc, hoặc riêng từng nhiệm vụ trong đó',
    items: 'chỉ miễn những nhiệm vụ này',
    done: 'Đã miễn.',
    release: waiveItems,
  });
}
