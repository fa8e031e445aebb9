import type { Matter } from '../../domain/letter.ts';
import { localDateOf } from '../../domain/time.ts';
import { count, longDate } from '../../domain/vietnamese.ts';
import { cut } from './blocks.ts';
import { eventWords } from './day-words.ts';
import type { Family, Section } from './family.ts';
import { bodies } from './late-lists.ts';
import { isReport, nameInSentence, type Writing } from './matter-words.ts';
import { eventName, fieldOf, planKey, planShort } from './plan-words.ts';
import { LONGEST_SUBJECT } from './subject-length.ts';

/** Below this a name says nothing any more. */
const SHORTEST_NAME = 20;

/**
 * Plan, matter, date. A letter about several kinds is named after the weightiest, and says that there is more. Where it
 * is too long, the name of the matter is cut, not the date.
 */
export function subjectOf(sections: readonly Section[], writing: Writing): string {
  const [main, ...others] = sections;
  if (!main) throw new RangeError('A letter without matters has no subject');
  const more = others.reduce((sum, section) => sum + section.matters.length, 0);
  const tail = more > 0 ? ` ${writing.wording.line('subject.more', { so_noi_dung: count(more) })}` : '';
  const room = LONGEST_SUBJECT - tail.length;
  const named = (name: string): string => SUBJECTS[main.family](main.matters, writing, name);
  const name = nameOf(main);
  const whole = named(name);
  const shorter = Math.max(SHORTEST_NAME, name.length - (whole.length - room));
  return `${cut(whole.length > room ? named(cut(name, shorter)) : whole, room)}${tail}`;
}

/** What the subject is about: one matter by its name, an event by its own. */
function nameOf({ family, matters }: Section): string {
  if (family === 'late-list' || family === 'late-head') return what(matters, true);
  return family === 'event-question' ? eventOf(matters) : what(matters);
}

const SUBJECTS: Readonly<Record<Family, (matters: readonly Matter[], writing: Writing, name: string) => string>> = {
  reminder: (matters, { wording, tone }, noi_dung) => {
    const values = { so_ke_hoach: plans(matters), noi_dung, han: until(matters) };
    const isDuty = !matters.some(isReport);
    if (tone.polite) return wording.line(isDuty ? 'reminder.subject.duty-polite' : 'reminder.subject.polite', values);
    if (isDuty) return wording.line('reminder.subject.duty', values);
    if (!matters.every(isReport)) return wording.line('reminder.subject.mixed', values);
    return wording.line(tone.internal ? 'reminder.subject.own' : 'reminder.subject', values);
  },
  'late-member': (matters, { wording }, noi_dung) =>
    wording.line('late-member.subject', { so_ke_hoach: plans(matters), noi_dung, ngay: first(daysOf(matters)) }),
  returned: (matters, { letter, wording, tone }, noi_dung) => {
    const items = matters.flatMap((matter) => matter.returned?.items ?? []).length;
    const ngay = first(matters.flatMap((matter) => matter.returned?.until ?? []).sort());
    const asked = { so_ke_hoach: plans(matters), de_nghi: tone.asks };
    const values = { ...asked, noi_dung, don_vi: cut(letter.to.organisationName, 60), ngay };
    if (items === 0 || matters.length > 1) return wording.line('returned.subject.whole', values);
    return wording.line('returned.subject', { ...values, so_noi_dung: count(items) });
  },
  'late-list': (matters, writing, noi_dung) =>
    writing.wording.line('late-list.subject', { ...counted(matters, writing), noi_dung }),
  'late-head': (matters, writing, noi_dung) =>
    writing.wording.line('late-head.subject', { ...counted(matters, writing), noi_dung }),
  'head-letter': (matters, { wording }, noi_dung) =>
    wording.line('head-letter.subject', { so_ke_hoach: plans(matters), noi_dung, ngay: first(daysOf(matters)) }),
  'lead-due': (matters, { wording, lead }, noi_dung) =>
    wording.line('lead-due.subject', { so_ke_hoach: plans(matters), noi_dung, co_quan: lead, han: until(matters) }),
  review: (matters, writing) =>
    writing.wording.line('review.subject', {
      ...{ so_ke_hoach: plans(matters), so_noi_dung: count(matters.length), ngay: today(writing) },
    }),
  'event-question': (matters, writing, su_kien) =>
    writing.wording.line('event-question.subject', { so_ke_hoach: plans(matters), su_kien, ngay: today(writing) }),
  'catch-up': (matters, { wording }, noi_dung) =>
    wording.line('catch-up.subject', { so_ke_hoach: plans(matters), noi_dung, han: until(matters) }),
};

const counted = (matters: readonly Matter[], writing: Writing) => ({
  so_ke_hoach: plans(matters),
  so_don_vi: count(bodies(matters)),
  ngay: today(writing),
});

function plans(matters: readonly Matter[]): string {
  const different = [...new Map(matters.map((matter) => [planKey(matter.plan), matter.plan])).values()];
  return different.length === 1 && different[0] ? planShort(different[0]) : `${count(different.length)} kế hoạch`;
}

function eventOf(matters: readonly Matter[]): string {
  const events = [...new Set(matters.map((matter) => matter.event ?? 'sự kiện nêu trong kế hoạch'))];
  return events.length === 1 ? eventName(events[0] ?? '', 90) : `${count(events.length)} sự kiện đang chờ`;
}

/** One matter by its name, several of one name by it (a list of bodies), others by their number. */
function what(matters: readonly Matter[], manyBodies = false): string {
  const names = new Set(matters.map((matter) => matter.name));
  const [one] = matters;
  if (!one || (names.size > 1 && !manyBodies)) return `${count(matters.length)} nội dung`;
  if (names.size > 1) return 'nội dung theo kế hoạch';
  if (matters.length > 1 && !manyBodies) return `${count(matters.length)} nội dung`;
  return withField(one);
}

/** `báo cáo năm 2025 về công tác bình đẳng giới`: a clerk knows the field, not the number. */
export function withField(matter: Matter): string {
  const name = isReport(matter)
    ? nameInSentence({ ...matter, name: cut(matter.name, 80) })
    : `“${cut(matter.name, 70)}”`;
  const field = isReport(matter) && !/công tác|về /i.test(matter.name) ? fieldOf(matter.plan) : null;
  return field ? `${name} về ${field}` : name;
}

function until(matters: readonly Matter[]): string {
  const days = daysOf(matters);
  if (days.length > 0) return `${days.length === 1 ? 'chậm nhất' : 'gần nhất'} ${first(days)}`;
  return `thời gian ${matters[0] ? eventWords(matters[0]) : 'chưa xác định'}`;
}

function daysOf(matters: readonly Matter[]): string[] {
  return [...new Set(matters.flatMap((matter) => matter.targetDay ?? []))].sort();
}

const first = ([day]: string[]): string => (day ? longDate(day) : 'chưa xác định');

function today({ letter }: Writing): string {
  return longDate(localDateOf(letter.at));
}
