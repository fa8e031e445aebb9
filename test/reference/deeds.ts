import type { Activation } from '../../domain/activation.ts';
import { byDay, datesAfter, type Dates } from './dates.ts';
import { leadDays, type Planned, questions, questionsAfter, readerOf, remindersAfter, remindersOf } from './letters.ts';
import { opening } from './rounds.ts';
import type { Sheet } from './sheets.ts';
import { counted, type Day, onward, plus, worked } from './wall-calendar.ts';

/** What was done with one matter, in milliseconds; all of it was allowed. */
export type Deed = { at: number } & (
  | { kind: 'submit' | 'draft' | 'settle' | 'withdraw' }
  | { kind: 'return' | 'promise' | 'event'; on: Day }
  /** `told`: the day of the last message to the body; null where nobody can say. */
  | { kind: 'extend'; on: Day; told: Day | null }
);

/** One message foretold: it leaves between two instants of its day, if nothing breaks. */
export interface Foretold {
  obligation: string;
  day: Day;
  rung: string;
  ladder: number;
  reader: string;
  from: number;
  to: number;
  /** It is nobody's fault if it does not come. */
  isSure: boolean;
  /** The deed that it follows, and the one that ends what it belongs to. */
  since: number;
  until: number;
}

/** A message and its place in the day: in the morning, or at the minute of the deed that it answers. */
type Slotted = Planned & { at?: number; isSure?: boolean };

const HOUR = 3_600_000;
const wall = (at: number): string => new Date(at + 7 * HOUR).toISOString();
export const dayOf = (at: number): Day => wall(at).slice(0, 10);
const timeOf = (at: number): string => wall(at).slice(11, 16);
const instant = (day: Day, time: string): number => Date.parse(`${day}T${time}:00Z`) - 7 * HOUR;

/** What a promise holds back. */
export const REMINDERS = ['before-7', 'before-2', 'morning', 'late-1'];

/** Everything that is sent about one matter in one year, by what was done with it. */
export function lettersAfter(sheet: Sheet, deeds: Deed[], activation: Activation, year: number): Foretold[] {
  const clerk = new Clerk(sheet, activation, year);
  for (const deed of deeds.toSorted((a, b) => a.at - b.at)) clerk.note(deed);
  clerk.end(Infinity);
  return clerk.foretold.filter(({ day }) => day.startsWith(`${year}`));
}

/** Keeps the sheet of one matter: what is planned stands until the next deed takes its place. */
class Clerk {
  readonly foretold: Foretold[] = [];
  private readonly sheet: Sheet;
  private readonly activation: Activation;
  private readonly year: number;
  private ladder = 1;
  private planned: Slotted[];
  private since = -Infinity;
  private dates: Dates | null;
  private promised: { at: number; on: Day }[] = [];
  private draftSince = Infinity;
  private isReturned = false;
  private isSettled = false;

  constructor(sheet: Sheet, activation: Activation, year: number) {
    this.sheet = sheet;
    this.activation = activation;
    this.year = year;
    this.dates = sheet.dates;
    this.planned = this.first(sheet.opens);
  }

  private first(opens: Day): Slotted[] {
    const { sheet, dates, activation } = this;
    if (!dates) return questions(opens, activation);
    if (sheet.obligation.upward) return leadDays(sheet, activation, this.year);
    if (sheet.round !== null && opens > sheet.round.closes) return [];
    return [...remindersOf(sheet, dates, opens, activation), ...this.morning(opens)];
  }

  /** On the target day, for those with a draft. */
  private morning(after: Day): Slotted[] {
    const target = this.dates?.target ?? '';
    const last = this.sheet.round?.consolidation;
    return target > after && (last === undefined || target <= last) ? [{ day: target, rung: 'morning' }] : [];
  }

  note(deed: Deed): void {
    if (this.isSettled) throw new TypeError(`${this.sheet.obligation.id} is settled, and ${deed.kind} came after it`);
    const today = dayOf(deed.at);
    switch (deed.kind) {
      case 'draft':
        this.draftSince = Math.min(this.draftSince, deed.at);
        return;
      case 'promise':
        this.promised.push({ at: deed.at, on: deed.on });
        return;
      case 'settle':
        this.end(deed.at);
        this.planned = [];
        this.isSettled = true;
        return;
      case 'submit':
        this.turn(deed.at, [{ day: counted(today, this.activation.policy.reviewAfter), rung: 'review-3' }]);
        this.draftSince = Infinity;
        this.isReturned = false;
        return;
      case 'return':
        this.isReturned = true;
        this.turn(deed.at, this.returned(deed.at, deed.on));
        return;
      case 'extend':
        this.dates = byDay(deed.on);
        this.turn(deed.at, this.isReturned ? this.returned(deed.at, deed.on) : this.extended(today, deed.told));
        return;
      case 'event':
        this.dates = datesAfter(this.sheet.awaited, deed.on, this.activation.policy.afterEvent);
        this.turn(deed.at, this.first(opening(this.activation, this.dates.target, deed.on)));
        return;
      case 'withdraw':
        this.dates = null;
        this.turn(deed.at, questionsAfter(today));
    }
  }

  private returned(at: number, until: Day): Slotted[] {
    const answer = this.prompt('returned', at);
    const eve = counted(until, -1);
    return eve > answer.day ? [answer, { day: eve, rung: 'returned-eve' }] : [answer];
  }

  /** Where nobody can say when the body was told something last, its reminders may be left out. */
  private extended(today: Day, told: Day | null): Slotted[] {
    if (!this.dates) return [];
    const days = remindersAfter(this.sheet, this.dates, { told: told ?? '2000-01-01', from: today }, this.activation);
    const isSure = (rung: string): boolean => told !== null || !REMINDERS.includes(rung);
    return [...days.map((one) => ({ ...one, isSure: isSure(one.rung) })), ...this.morning(today)];
  }

  /** At once within the hours of a working day, else the next working morning. */
  private prompt(rung: string, at: number): Slotted {
    const { slotFrom, slotUntil } = this.activation.policy;
    const [day, time] = [dayOf(at), timeOf(at)];
    if (!worked(day) || time > slotUntil) return { day: onward(plus(day, 1)), rung };
    return time <= slotFrom ? { day, rung } : { day, rung, at };
  }

  /** The next number begins; what was planned under the one before ends here. */
  private turn(at: number, planned: Slotted[]): void {
    this.end(at);
    this.ladder++;
    this.since = at;
    this.planned = planned;
    this.promised = [];
  }

  end(until: number): void {
    const { sheet, activation, ladder, since } = this;
    const { id, organisation } = sheet.obligation;
    const { slotFrom, spreadMinutes } = activation.policy;
    for (const { day, rung, at, isSure = true } of this.planned) {
      const reader = readerOf(rung, organisation, activation);
      const from = at ?? instant(day, slotFrom);
      const to = at ?? from + spreadMinutes * 60_000;
      const come = this.comes(rung, day, from, to);
      if (reader === null || from >= until || come === 'no') continue;
      const sure = isSure && come === 'surely' && to < until;
      this.foretold.push({ obligation: id, day, rung, ladder, reader, from, to, isSure: sure, since, until });
    }
    this.planned = [];
  }

  /** A draft asks for it the evening before, a promise holds it back until its day. */
  private comes(rung: string, day: Day, from: number, to: number): 'surely' | 'perhaps' | 'no' {
    if (rung === 'morning' && dayOf(this.draftSince === Infinity ? to + 48 * HOUR : this.draftSince) >= day)
      return 'no';
    if (!REMINDERS.includes(rung)) return 'surely';
    const last = this.promised.filter(({ at }) => at < from).at(-1);
    const late = this.promised.find(({ at }) => at >= from && at <= to);
    if (last && day < last.on) return late ? 'perhaps' : 'no';
    return late && day < late.on ? 'perhaps' : 'surely';
  }
}
