import type { CalendarFile } from '../domain/calendar-table.ts';
import { Refusal } from '../domain/errors.ts';
import { readCalendarFile } from '../importer/plan-file.ts';
import { filePath } from './arguments.ts';

/** Reads a file of days for `work`; what does not fit the table that is published is told with the file's name. */
export async function readCalendar<Result>(
  file: string,
  work: (days: CalendarFile) => Promise<Result>,
): Promise<Result> {
  const path = filePath(file);
  const days = readCalendarFile(path);
  try {
    return await work(days);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('calendar-')) throw error;
    throw new Refusal(error.code, `${path}: ${error.message}`, { file: path });
  }
}
