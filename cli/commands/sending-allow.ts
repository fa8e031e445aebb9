import type { Command } from 'commander';
import { allowSending } from '../../api/services/sending.ts';
import { Refusal } from '../../domain/errors.ts';
import { wordsOption } from '../arguments.ts';
import { installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { printSending } from '../sending-lines.ts';

interface Options {
  everybody?: true;
  by: string;
  reason?: string;
  tenant?: string;
}

/** `sending allow`: a pilot with a few addresses or domains, or everybody. */
export function sendingAllow(parent: Command, output: Output): void {
  installationCommand(parent, 'allow')
    .description('gửi thí điểm: chỉ những địa chỉ này nhận được thư, hoặc mọi địa chỉ')
    .argument('[địa chỉ...]', 'địa chỉ thư, hoặc @tên-miền')
    .option('--everybody', 'gửi tới mọi địa chỉ')
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .option('--reason <lý do>', 'lý do', wordsOption('--reason'))
    .action(async (addresses: string[], { everybody, by, reason, tenant }: Options) => {
      if (everybody ? addresses.length > 0 : addresses.length === 0) {
        throw new Refusal('usage', 'Cần hoặc các địa chỉ được nhận thư, hoặc --everybody.');
      }
      const decided = { by, reason: reason ?? (everybody ? 'gửi tới mọi địa chỉ' : 'gửi thí điểm') };
      await printSending(output, { tenant }, async (context) => {
        await allowSending(context, { addresses: everybody ? null : addresses, ...decided });
        return [];
      });
    });
}
