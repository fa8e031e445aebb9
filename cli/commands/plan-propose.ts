import type { Command } from 'commander';
import { activationOf } from '../../domain/activation.ts';
import { acceptingSchedule } from '../../domain/proposed-schedule.ts';
import { undecidedOf } from '../../domain/undecided.ts';
import { yearOption } from '../arguments.ts';
import type { Output } from '../output.ts';
import { type InputOptions, readPlanAndBodies, shippedCalendar } from '../plan-inputs.ts';
import { proposalText } from '../proposal-text.ts';

/** `plan propose`: a schedule with every proposal in it, for the lead to go through before it approves. */
export function planPropose(parent: Command, output: Output): void {
  parent
    .command('propose')
    .description('soạn sẵn tệp quyết định kích hoạt: mọi đề xuất kèm lý do, để cơ quan đầu mối sửa và phê duyệt')
    .argument('<tệp>', 'tệp kế hoạch dondoc.plan/1')
    .option('--year <năm>', 'năm kích hoạt (mặc định: năm của kế hoạch)', yearOption)
    .option('--organisations <tệp>', 'tệp cơ quan (mặc định: organisations/ bên cạnh, cùng tên)')
    .option('--json', 'in JSON')
    .action((file: string, options: Pick<InputOptions, 'organisations'> & { year?: number }) => {
      const inputs = readPlanAndBodies(file, options.organisations, output.say);
      const year = options.year ?? inputs.plan.document.year;
      const activation = activationOf({ ...inputs, schedule: null, calendar: shippedCalendar(), year });
      const schedule = acceptingSchedule(activation);
      output.print({
        document: () => schedule,
        text: () => proposalText({ activation, schedule, undecided: undecidedOf(activation), year }),
      });
    });
}
