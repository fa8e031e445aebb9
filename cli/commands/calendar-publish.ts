import type { Command } from 'commander';
import { publishCalendar } from '../../api/services/calendar.ts';
import { wordsOption } from '../arguments.ts';
import { calendarDocument } from '../calendar-document.ts';
import { readCalendar } from '../calendar-file.ts';
import { calendarLines } from '../calendar-lines.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';

interface Options {
  basis: string;
  by: string;
  tenant?: string;
}

/** `calendar publish`: the next version of the table; what has not gone moves with it. */
export function calendarPublish(parent: Command, output: Output): void {
  installationCommand(parent, 'publish')
    .description('công bố thay đổi của bảng ngày làm việc')
    .argument('<tệp>', 'tệp dondoc.calendar/1')
    .requiredOption('--basis <văn bản>', 'căn cứ', wordsOption('--basis'))
    .requiredOption('--by <người>', 'người công bố', wordsOption('--by'))
    .action(async (file: string, { basis, by, tenant }: Options) => {
      const published = await readCalendar(file, (days) =>
        inOneTenant({ tenant }, (context) => publishCalendar(context, days, { basis, by })),
      );
      output.print({
        document: () => calendarDocument(published),
        text: () => [`Đã công bố bản ${published.version} của bảng ngày làm việc.`, ...calendarLines(published)],
      });
    });
}
