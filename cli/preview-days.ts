import { type Activation, type Derived, leadOf } from '../domain/activation.ts';
import type { Level, Organisation } from '../domain/organisation.ts';
import type { Entry } from '../domain/preview.ts';
import type { RungId } from '../domain/rung.ts';
import { type LocalDate, localDateOf } from '../domain/time.ts';
import { longDate, lowerFirst, RUNG_LABELS, shortDate } from '../domain/vietnamese.ts';
import { grouped } from './grouped.ts';
import { wrapped } from './output.ts';

/** A list of more names than this is no longer read; it is counted by kinds of bodies. */
const MOST_NAMES = 3;

/** These come again and again to the lead's own official: a line for each would fill the pages. */
const REPEATED: readonly RungId[] = ['lead-due', 'event-question'];

/** Gathered under the bodies that owe, though the lead reads it: a list in one message. */
const LISTS: readonly RungId[] = ['late-list', 'late-head', 'review-3'];

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  ministry: 'bộ, ngành trung ương',
  province: 'cơ quan cấp tỉnh',
  department: 'sở, ban, ngành',
  district: 'huyện, thị xã, thành phố',
  commune: 'xã, phường',
  branch: 'cơ quan ngành dọc',
  'mass-organisation': 'đoàn thể',
  press: 'cơ quan báo chí',
};

/** Day by day: which message, about what, to whom. */
export function dayLines(entries: Entry[], derived: Derived, activation: Activation): string[] {
  const once = entries.filter(({ rung }) => !REPEATED.includes(rung));
  const days = grouped(once, ({ at }) => localDateOf(at));
  return [...days].flatMap(([day, ofDay]) => [
    '',
    `${longDate(day)}: ${countEnvelopes(ofDay)} thư`,
    ...[...grouped(ofDay, ({ rung }) => rung)].flatMap(([rung, ofRung]) =>
      wrapped(`${RUNG_LABELS[rung]}: ${subjectWords(ofRung, derived)}; ${whom(rung, ofRung, activation)}`, '  - '),
    ),
  ]);
}

/** What the lead's own official is asked again until it is answered. */
export function repeatedLines(entries: Entry[], derived: Derived): string[] {
  const repeated = entries.filter(({ rung }) => REPEATED.includes(rung));
  const groups = grouped(repeated, ({ rung, obligation }) => `${rung}|${obligation}`);
  return [...groups.values()].flatMap((group) => {
    const days = group.map(({ at }) => localDateOf(at));
    const [first] = group;
    return first ? wrapped(`${RUNG_LABELS[first.rung]}: ${subjectWords(group, derived)}; ${times(days)}`, '  - ') : [];
  });
}

function times(days: LocalDate[]): string {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  if (days.length <= MOST_NAMES) return days.map(shortDate).join(', ');
  return `${days.length} lần, từ ${shortDate(first)} đến ${shortDate(last)}`;
}

/** One message carries all entries of one recipient and minute. */
export const countEnvelopes = (entries: Entry[]): number =>
  new Set(entries.map(({ at, channel, recipient }) => `${at}|${channel}|${recipient}`)).size;

function subjectWords(entries: Entry[], { obligations }: Derived): string {
  const ids = new Set(entries.map(({ obligation }) => obligation));
  const asked = entries[0]?.rung === 'event-question';
  const concerned = obligations.filter(({ id }) => ids.has(id));
  const names = [...new Set(concerned.map(({ name, event }) => (asked ? `“${event ?? name}”` : name)))];
  return names.length <= 2 ? names.map(lowerFirst).join(' và ') : `${names.length} loại việc`;
}

function whom(rung: RungId, entries: Entry[], activation: Activation): string {
  const owing = bodies(entries, activation);
  if (!LISTS.includes(rung)) return `gửi ${peopleWords(owing)}`;
  const recipients = [...new Set(entries.map(({ recipient }) => readerWords(recipient, activation)))].join(', ');
  return `gửi ${recipients}, nêu ${peopleWords(owing)}`;
}

/** `Quàng Thị Sơn, Giám đốc (Sở Nội vụ)`: the head looks for a name here, not for an address. */
function readerWords(recipient: string, activation: Activation): string {
  const lead = leadOf(activation);
  const contact = lead.contacts.find(({ email }) => email === recipient);
  if (!contact) return recipient;
  return `${contact.name}${contact.title ? `, ${contact.title}` : ''} (${lead.shortName})`;
}

function bodies(entries: Entry[], { organisations }: Activation): Organisation[] {
  const ids = new Set(entries.map(({ organisation }) => organisation));
  return organisations.filter(({ id }) => ids.has(id));
}

function peopleWords(list: Organisation[]): string {
  if (list.length <= MOST_NAMES) return list.map(({ shortName }) => shortName).join(', ');
  const kinds = [...grouped(list, ({ level }) => level)];
  const counted = kinds.map(([level, some]) => `${some.length} ${LEVEL_WORDS[level]}`);
  if (counted.length === 1) return counted.join('');
  return `${list.length} đơn vị (${counted.join('; ')})`;
}
