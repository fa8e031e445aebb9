import type { Command } from 'commander';
import { installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { printSending } from '../sending-lines.ts';

/** `sending show`: the mode, the list, the stops, and what they hold back. */
export function sendingShow(parent: Command, output: Output): void {
  installationCommand(parent, 'show')
    .description('xem chế độ gửi thư, các lệnh dừng và những gì đang giữ lại')
    .action(async ({ tenant }: { tenant?: string }) => printSending(output, { tenant }, () => Promise.resolve([])));
}
