import type { Command } from 'commander';
import { proposeCalendar } from '../../api/services/calendar.ts';
import { calendarDocument } from '../calendar-document.ts';
import { readCalendar } from '../calendar-file.ts';
import { calendarLines } from '../calendar-lines.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';

/** `calendar check`: what a file of days would move, before anybody is told anything. */
export function calendarCheck(parent: Command, output: Output): void {
  installationCommand(parent, 'check')
    .description('xem trước: nếu công bố tệp này thì thời hạn, thư và kỳ báo cáo nào dời ngày')
    .argument('<tệp>', 'tệp dondoc.calendar/1')
    .action(async (file: string, { tenant }: { tenant?: string }) => {
      const proposal = await readCalendar(file, (days) =>
        inOneTenant({ tenant }, (context) => proposeCalendar(context, days)),
      );
      output.print({
        document: () => calendarDocument(proposal),
        text: () => [
          `Tệp sẽ thành bản ${proposal.version} của bảng ngày làm việc; chưa có gì được công bố.`,
          ...calendarLines(proposal),
        ],
      });
    });
}
