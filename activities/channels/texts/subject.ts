import type { Matter } from '../../../domain/letter.ts';
import { localDateOf } from '../../../domain/time.ts';
import { count, longDate, lowerFirst } from '../../../domain/vietnamese.ts';
import { cut } from './blocks.ts';
import type { Family, Section } from './family.ts';
import { bodies } from './late-lists.ts';
import { isReport, nameInSentence, type Writing } from './matter-words.ts';
import { fieldOf, planKey, planShort } from './plan-words.ts';

/** Longer ones are cut by most mail programs, and long before that by readers. */
const LONGEST = 190;

/** Plan, matter, date. A letter about several kinds is named after the weightiest, and says that there is more. */
export function subjectOf(sections: readonly Section[], writing: Writing): string {
  const [main, ...others] = sections;
  if (!main) throw new RangeError('A letter without matters has no subject');
  const more = others.reduce((sum, section) => sum + section.matters.length, 0);
  const tail = more > 0 ? ` và ${count(more)} nội dung khác` : '';
  return `${cut(SUBJECTS[main.family](main.matters, writing), LONGEST - tail.length)}${tail}`;
}

const SUBJECTS: Readonly<Record<Family, (matters: readonly Matter[], writing: Writing) => string>> = {
  reminder: (matters, { tone }) => {
    const verb = matters.every(isReport) || tone.polite ? tone.asksShort : askToDo(matters);
    return `${plans(matters)}: ${verb} ${what(matters)}${until(matters)}`;
  },
  'late-member': (matters) => `${plans(matters)}: đến nay chưa nhận được ${what(matters)}${told(matters)}`,
  returned: (matters, { letter }) => {
    const items = matters.flatMap((matter) => matter.returned?.items ?? []).length;
    const parts = items > 0 ? `${count(items)} nội dung trong ` : '';
    const days = matters.flatMap((matter) => matter.returned?.until ?? []).sort();
    const day = days[0] ? `, chậm nhất ${longDate(days[0])}` : '';
    return `${plans(matters)}: đề nghị hoàn thiện ${parts}${what(matters)} của ${cut(letter.to.organisationName, 60)}${day}`;
  },
  'late-list': (matters, writing) =>
    `${plans(matters)}: ${count(bodies(matters))} đơn vị chưa gửi ${what(matters, true)}, đến ${today(writing)}`,
  'late-head': (matters, writing) =>
    `Xin ý kiến: ${count(bodies(matters))} đơn vị chưa gửi ${what(matters, true)} (${plans(matters)}), đến ${today(writing)}`,
  'head-letter': (matters) => `${plans(matters)}: kính đề nghị chỉ đạo gửi ${what(matters)}${told(matters)}`,
  'lead-due': (matters, { lead }) => `${plans(matters)}: ${what(matters)} của ${lead}${until(matters)}`,
  review: (matters, writing) =>
    `${plans(matters)}: ${count(matters.length)} nội dung đang chờ rà soát, đến ${today(writing)}`,
  'event-question': (matters, writing) => {
    const events = [...new Set(matters.map((matter) => matter.event ?? 'sự kiện nêu trong kế hoạch'))];
    const event =
      events.length === 1 ? cut(lowerFirst(events[0] ?? ''), 90) : `${count(events.length)} sự kiện đang chờ`;
    return `${plans(matters)}: đã có ${event} chưa? (${today(writing)})`;
  },
  'catch-up': (matters) => `${plans(matters)}: thông tin chung: ${what(matters)}${until(matters)}`,
};

/** A duty is done; a report is sent. */
function askToDo(matters: readonly Matter[]): string {
  return matters.some(isReport) ? 'đề nghị thực hiện, gửi' : 'đề nghị thực hiện';
}

function plans(matters: readonly Matter[]): string {
  const different = [...new Map(matters.map((matter) => [planKey(matter.plan), matter.plan])).values()];
  return different.length === 1 && different[0] ? planShort(different[0]) : `${count(different.length)} kế hoạch`;
}

/** One matter by its name, several of one name by it (a list of bodies), others by their number. */
function what(matters: readonly Matter[], manyBodies = false): string {
  const names = new Set(matters.map((matter) => matter.name));
  const [first] = matters;
  if (!first || (names.size > 1 && !manyBodies)) return `${count(matters.length)} nội dung`;
  if (names.size > 1) return 'nội dung theo kế hoạch';
  if (matters.length > 1 && !manyBodies) return `${count(matters.length)} nội dung`;
  return withField(first);
}

function withField(matter: Matter): string {
  const name = isReport(matter) ? cut(nameInSentence(matter), 80) : `“${cut(matter.name, 70)}”`;
  const field = isReport(matter) && !/công tác|về /i.test(matter.name) ? fieldOf(matter.plan) : null;
  return field ? `${name} về ${field}` : name;
}

function until(matters: readonly Matter[]): string {
  const days = daysOf(matters);
  if (!days[0]) return '';
  return days.length === 1 ? `, chậm nhất ${longDate(days[0])}` : `, gần nhất ${longDate(days[0])}`;
}

/** After the day the date is a fact, no longer a limit. */
function told(matters: readonly Matter[]): string {
  const days = daysOf(matters);
  return days[0] ? ` (thời gian đã nêu: ${longDate(days[0])})` : '';
}

function daysOf(matters: readonly Matter[]): string[] {
  return [...new Set(matters.flatMap((matter) => matter.targetDay ?? []))].sort();
}

function today({ letter }: Writing): string {
  return longDate(localDateOf(letter.at));
}
