import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import type { CalendarEvent, LeadSender } from '../../domain/letter.ts';
import { addDays, type Instant, type LocalDate } from '../../domain/time.ts';

export const CALENDAR_FILE = 'lich.ics';
export const CALENDAR_TYPE = 'text/calendar; charset=utf-8; method=PUBLISH';

interface Publisher {
  lead: LeadSender;
  /** The letter's instant: the same letter makes the same bytes. */
  at: Instant;
  uidOf: (obligation: string) => string;
}

/**
 * Dates as one calendar file. A later one under the same obligation takes the earlier one's place, by its UID and its
 * higher sequence, or the later stamp. A whole day has no zone of its own, so it stands on the same day everywhere. No
 * alarm: the letters remind, and a calendar cannot know that the report has gone. Nothing in it marks anybody as busy.
 */
export function calendarFile(events: readonly CalendarEvent[], { lead, at, uidOf }: Publisher): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Theo doi ke hoach', product: 'Lich gui bao cao', language: 'VI' },
  });
  // A quotation mark cannot be written in the parameter that the name stands in.
  const organizer = { name: lead.organisationName.replace(/["\p{Cc}]+/gu, ' ').trim(), email: lead.replyTo };
  for (const { obligation, sequence, day, title, description } of events) {
    calendar.createEvent({
      id: uidOf(obligation),
      sequence,
      stamp: new Date(at),
      start: midnight(day),
      end: midnight(addDays(day, 1)),
      allDay: true,
      summary: title,
      description,
      organizer,
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  }
  // The library leaves the last line open.
  return `${calendar.toString()}\r\n`;
}

/** The library reads the date of a whole day in UTC. */
const midnight = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);
