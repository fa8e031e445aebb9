import type { Command } from 'commander';
import { catchUp } from '../../api/services/sending-catch-up.ts';
import { count } from '../../domain/vietnamese.ts';
import { decisionCommand, type DecisionOptions } from '../decision-command.ts';
import { inOneTenant } from '../installation.ts';
import type { Output } from '../output.ts';

/** `sending catch-up`: what was only made for the bodies of a plan goes after all, the newest of each obligation. */
export function sendingCatchUp(parent: Command, output: Output): void {
  decisionCommand(parent, 'catch-up')
    .description('gửi bù phần mới chỉ lập: mỗi việc còn mở một thư cho mỗi người nhận')
    .argument('<kế hoạch>', 'mã kế hoạch')
    .action(async (plan: string, { tenant, by, reason }: DecisionOptions) => {
      const entries = await inOneTenant({ tenant, id: plan }, (context) => catchUp(context, plan, { by, reason }));
      output.print({
        document: () => ({ plan, entries }),
        text: () => [`Đã đưa ra gửi bù ${count(entries)} nội dung; nội dung nào không còn cần thì tự bỏ.`],
      });
    });
}
