import type { CalendarEvent, Matter } from '../../domain/letter.ts';
import { localDateOf } from '../../domain/time.ts';
import { familyOf, type Family } from './family.ts';
import { isReport, type Writing } from './matter-words.ts';
import { planShort } from './plan-words.ts';
import { officialOf } from './salutation.ts';
import { withField } from './subject.ts';

/** Letters that tell their reader a date of his own; the lead's lists and questions speak of others'. */
const TELLING: readonly Family[] = ['reminder', 'returned', 'lead-due', 'catch-up'];

/**
 * A date for the reader's calendar, one for each matter whose date this letter is the first to tell. A day that is over
 * belongs in nobody's calendar any more.
 */
export function calendarEvents(writing: Writing): CalendarEvent[] {
  const { letter } = writing;
  return letter.matters.flatMap((matter) => {
    const day = matter.returned?.until ?? matter.targetDay;
    const isTold = matter.dateIsNew && TELLING.includes(familyOf(matter.entry.rung));
    if (!isTold || day === null || day < localDateOf(letter.at)) return [];
    const { obligation, ladder } = matter.entry;
    return [{ obligation, sequence: ladder, day, ...wordsOf(matter, writing) }];
  });
}

function wordsOf(matter: Matter, { letter, wording }: Writing): Pick<CalendarEvent, 'title' | 'description'> {
  const values = { noi_dung: withField(matter), so_ke_hoach: planShort(matter.plan) };
  const described = { ...officialOf(letter), can_cu: matter.returned ? '' : matter.why.join(' ') };
  return {
    title: wording.line(titleText(matter), values),
    description: wording.paragraphs('calendar.description', described).join('\n'),
  };
}

function titleText(matter: Matter) {
  if (matter.returned) return 'calendar.title.returned';
  if (matter.entry.rung === 'lead-due') return 'calendar.title.lead-due';
  return isReport(matter) ? 'calendar.title' : 'calendar.title.duty';
}
