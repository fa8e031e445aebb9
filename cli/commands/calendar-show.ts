import type { Command } from 'commander';
import { type PublishedTable, publishedTable } from '../../api/services/calendar.ts';
import { type CalendarDay, calendarOf } from '../../domain/calendar.ts';
import { addDays, isoInstant, yearOf } from '../../domain/time.ts';
import { DAY_KIND_LABELS, DAY_STATUS_LABELS, longDate, longInstant } from '../../domain/vietnamese.ts';
import { yearOption } from '../arguments.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import { columns, type Output } from '../output.ts';

/** `calendar show`: the table of working days in force, with what each row rests on. */
export function calendarShow(parent: Command, output: Output): void {
  installationCommand(parent, 'show')
    .description('xem bảng ngày làm việc đang công bố')
    .option('--year <năm>', 'chỉ một năm', yearOption)
    .action(async ({ tenant, year }: { tenant?: string; year?: number }) => {
      const table = await inOneTenant({ tenant }, publishedTable);
      const days = table.days.filter(({ date }) => year === undefined || yearOf(date) === year);
      const years = [...new Set(days.map(({ date }) => yearOf(date)))].map((one) => ({
        year: one,
        workingDays: workingDaysOf(table, one),
      }));
      const { version, publishedBy, basis } = table;
      const publishedAt = table.publishedAt === null ? null : isoInstant(table.publishedAt);
      output.print({
        document: () => ({ version, publishedAt, publishedBy, basis, days, years }),
        text: () => [
          headLine(table),
          ...columns(days.map(dayCells)),
          ...years.map((one) => `Năm ${one.year} có ${one.workingDays} ngày làm việc.`),
          ...(days.length === 0 ? [`Bảng chưa có dữ liệu năm ${year ?? ''}.`] : []),
        ],
      });
    });
}

function headLine({ version, publishedAt, publishedBy, basis }: PublishedTable): string {
  if (publishedBy === null) return `Bảng ngày làm việc bản ${version}, kèm theo phần mềm.`;
  const when = publishedAt === null ? '' : ` công bố lúc ${longInstant(publishedAt)}`;
  return `Bảng ngày làm việc bản ${version},${when}, người công bố: ${publishedBy}, căn cứ: ${basis}.`;
}

const dayCells = ({ date, kind, name, status, source }: CalendarDay): string[] => [
  longDate(date),
  DAY_KIND_LABELS[kind],
  DAY_STATUS_LABELS[status],
  name,
  source,
];

function workingDaysOf({ version, days }: PublishedTable, year: number): number {
  const calendar = calendarOf(version, days);
  const [before, last] = [addDays(`${year}-01-01`, -1), `${year}-12-31`];
  let count = 0;
  for (let day = addDays(before, 1); day <= last; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) count++;
  return count;
}
