import { leadOf, type Obligation } from '../domain/activation.ts';
import { localDateOf } from '../domain/time.ts';
import { joinWords, longDate, lowerFirst } from '../domain/vietnamese.ts';
import { groupBy } from '../domain/group-by.ts';
import { wrapped } from './output.ts';
import { bodiesOf, bodiesWords, dayWords, originWords, type PreviewSubject } from './preview-subject.ts';

/** One duty with one date, of all bodies that owe it so. */
export interface OwnMatter {
  /** By which the other parts of the page name it. */
  number: number;
  obligations: [Obligation, ...Obligation[]];
}

/** Duties of their own in the order of their dates, those that wait for an event last. */
export function ownMatters({ derived }: PreviewSubject): OwnMatter[] {
  const own = derived.obligations.filter(({ round }) => round === null);
  const day = ({ deadline }: Obligation): string => deadline?.targetDay ?? 'waiting';
  own.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
  const alike = groupBy(own, (one) => `${one.name}|${one.event ?? day(one)}`);
  return [...alike.values()].map((some, index) => ({
    number: index + 1,
    obligations: some as OwnMatter['obligations'],
  }));
}

/** `2. thứ Ba 03/06/2025, 12 đơn vị cấp huyện: xây dựng kế hoạch của địa phương; đề xuất, …` */
export function ownLines(matters: readonly OwnMatter[], { activation }: PreviewSubject): string[] {
  const lines = matters.flatMap(({ number, obligations }) => {
    const [{ deadline, name }] = obligations;
    if (!deadline) return [];
    const who = bodiesWords(bodiesOf(obligations, activation));
    const sentence = `${dayWords(deadline)}, ${who}: ${lowerFirst(name)}; ${originWords(deadline)}.`;
    return wrapped(sentence, `  ${number}. `);
  });
  return lines.length > 0 ? lines : ['  (không có)'];
}

/** What waits, and when the lead is asked about it; nobody else hears of it before it has a date. */
export function waitingLines(matters: readonly OwnMatter[], { activation, preview }: PreviewSubject): string[] {
  const waiting = matters.filter(({ obligations: [{ deadline }] }) => !deadline);
  const asked = groupBy(waiting, ({ obligations: [{ id }] }) => {
    const entries = preview.entries.filter(({ obligation, rung }) => obligation === id && rung === 'event-question');
    return joinWords(entries.map(({ at }) => longDate(localDateOf(at))));
  });
  return [...asked].flatMap(([days, some]) => [
    ...wrapped(`Hỏi ${leadOf(activation).shortName} ${days}, rồi đầu mỗi quý đến khi ghi nhận:`, '  '),
    ...some.flatMap(({ number, obligations }) => {
      const [{ name, event, items }] = obligations;
      const who = bodiesWords(bodiesOf(obligations, activation));
      const what = event === null || items.includes(event) ? 'sự kiện chưa được nêu tên' : `“${event}”`;
      return wrapped(`${what} → ${lowerFirst(name)} (${who}).`, `  ${number}. `);
    }),
  ]);
}
