import type { CalendarProposal } from '../api/services/calendar.ts';
import type { ObligationChange, RoundChange } from '../api/services/calendar-change.ts';
import type { CalendarDay } from '../domain/calendar.ts';
import type { DayChange } from '../domain/calendar-table.ts';
import type { RungMove } from '../domain/calendar-change.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import {
  DAY_KIND_LABELS,
  DAY_STATUS_LABELS,
  longDate,
  longInstant,
  RUNG_LABELS,
  upperFirst,
} from '../domain/vietnamese.ts';
import { groupBy } from '../domain/group-by.ts';
import { wrapped } from './output.ts';

/** What a calendar moves, for an official: days, rounds, then obligations, those that move alike together. */
export function calendarLines({ days, rounds, obligations }: CalendarProposal): string[] {
  const touched = obligations.filter(({ change }) => change !== null);
  return [
    '',
    `NGÀY THAY ĐỔI (${days.length})`,
    ...days.flatMap((day) => wrapped(dayWords(day), '  - ')),
    '',
    `KỲ BÁO CÁO DỜI NGÀY (${rounds.length})`,
    ...(rounds.length === 0 ? ['  (không có)'] : rounds.flatMap(roundLines)),
    '',
    `VIỆC PHẢI NỘP THAY ĐỔI (${touched.length})`,
    ...(touched.length === 0 ? ['  (không có)'] : groupsOf(touched).flatMap(groupLines)),
    '',
    'Thư đã gửi được giữ nguyên và không gửi lại.',
  ];
}

function dayWords({ date, before, after }: DayChange): string {
  return `${upperFirst(longDate(date))}: ${rowWords(before)} → ${rowWords(after)}.`;
}

function rowWords(row: CalendarDay | null): string {
  if (!row) return 'ngày thường';
  return `${DAY_KIND_LABELS[row.kind]} “${row.name}” (${DAY_STATUS_LABELS[row.status]}, ${row.source})`;
}

function moved<T>(words: string, before: T, after: T, tell: (value: T) => string): string[] {
  return before === after ? [] : [`${words} ${tell(before)} → ${tell(after)}`];
}

function roundLines({ row, dates }: RoundChange): string[] {
  const changes = [
    ...moved('mở', row.opensOn, dates.opensOn, longDate),
    ...moved('gửi chậm nhất', row.deadline.targetDay, dates.deadline.targetDay, longDate),
    ...moved('mốc', row.deadline.namedDay, dates.deadline.namedDay, longDate),
    ...moved('tổng hợp', row.consolidationAt, dates.consolidationAt, longInstant),
    ...moved(
      'cơ quan đầu mối báo cáo chậm nhất',
      row.leadDeadline?.targetDay ?? null,
      dates.leadDeadline?.targetDay ?? null,
      (day) => (day === null ? 'chưa xác định' : longDate(day)),
    ),
    ...moved('đóng', row.closesAt, dates.closesAt, longInstant),
  ];
  return wrapped(`${row.name} (${row.id}): ${changes.join('; ') || 'chỉ thay đổi phần giải thích'}.`, '  - ');
}

interface Group {
  name: string;
  organisations: string[];
  lines: string[];
}

function groupsOf(list: ObligationChange[]): Group[] {
  const told = list.map((one) => ({ name: one.row.name, organisation: one.row.organisation, lines: changeLines(one) }));
  return [...groupBy(told, ({ name, lines }) => [name, ...lines].join('\n')).values()].map((group) => ({
    name: group[0]?.name ?? '',
    organisations: group.map(({ organisation }) => organisation),
    lines: group[0]?.lines ?? [],
  }));
}

/** So many bodies are named; a hundred communes are counted. */
const NAMED = 5;

function groupLines({ name, organisations, lines }: Group): string[] {
  const few = organisations.length <= NAMED;
  const who = few ? organisations.join(', ') : `${organisations.length} cơ quan, đơn vị`;
  return [...wrapped(`${name} (${who})`, '  - '), ...lines.map((line) => `      ${line}`)];
}

function changeLines({ row, ladder, change }: ObligationChange): string[] {
  if (!change) return [];
  const { deadline: before } = ladder;
  const { deadline: after } = change;
  const day = (date: string | null): string => (date === null ? 'chưa xác định' : longDate(date));
  const lines = [
    ...moved('Mở', row.opensOn, change.opensOn, day),
    ...moved('Gửi chậm nhất', before?.targetDay ?? null, after?.targetDay ?? null, day),
    ...moved('Mốc', before?.namedDay ?? null, after?.namedDay ?? null, day),
    ...change.moves.map(moveWords),
  ];
  return lines.length > 0 ? lines : ['Chỉ thay đổi phần giải thích thời hạn.'];
}

function moveWords({ rung, from, to }: RungMove): string {
  const day = (instant: Instant): string => longDate(localDateOf(instant));
  const label = upperFirst(RUNG_LABELS[rung]);
  if (to === null) return `${label}: không gửi nữa${from === null ? '' : ` (trước đây ${day(from)})`}`;
  return `${label}: ${from === null ? 'thêm' : `${day(from)} →`} ${day(to)}`;
}
