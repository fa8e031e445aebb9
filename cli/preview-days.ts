import { type Activation, leadOf } from '../domain/activation.ts';
import type { Entry } from '../domain/preview.ts';
import type { RungId } from '../domain/rung.ts';
import { localDateOf } from '../domain/time.ts';
import { count, longDate, lowerFirst, RUNG_LABELS } from '../domain/vietnamese.ts';
import { groupBy } from '../domain/group-by.ts';
import { wrapped } from './output.ts';
import type { OwnMatter } from './preview-own.ts';
import { bodiesOf, bodiesWords, type PreviewSubject, readerWords } from './preview-subject.ts';

/** These come again and again to the lead's own official, and are told where they belong. */
const REPEATED: readonly RungId[] = ['lead-due', 'event-question'];

/** Gathered under the bodies that owe, though the lead reads it: a list in one message. */
const LISTS: readonly RungId[] = ['late-list', 'late-head', 'review-3'];

/** `  thứ Hai 03/11/2025: 98 thư  ` */
const DAY_WIDTH = 30;

/** Day by day: which messages, about what, to whom; duties by the numbers that they have on the page. */
export function dayLines(matters: readonly OwnMatter[], { preview, derived, activation }: PreviewSubject): string[] {
  const rounds = derived.obligations.map(({ id, name }) => [id, lowerFirst(name)] as const);
  const own = matters.flatMap(({ number, obligations }) =>
    obligations.map(({ id }) => [id, `việc ${number}`] as const),
  );
  const names = new Map([...rounds, ...own]);
  const once = preview.entries.filter(({ rung, channel }) => channel === 'email' && !REPEATED.includes(rung));
  if (once.length === 0) return ['  (không có)'];
  const days = [...groupBy(once, ({ at }) => localDateOf(at))].flatMap(([day, ofDay]) => {
    const heading = `  ${longDate(day)}: ${count(countEnvelopes(ofDay))} thư `;
    return [...groupBy(ofDay, ({ rung }) => rung)].flatMap(([rung, ofRung], index) => {
      const about = [...groupBy(ofRung, ({ obligation }) => names.get(obligation) ?? obligation)];
      const told = about.map(([name, some]) => aboutWords(rung, name, some, activation));
      return wrapped(`${label(rung)}: ${told.join('; ')}`, (index === 0 ? heading : '').padEnd(DAY_WIDTH));
    });
  });
  return [...readerLines(once, activation), ...days];
}

/** One message carries all entries of one recipient and minute. */
const countEnvelopes = (entries: Entry[]): number =>
  new Set(entries.map(({ at, channel, recipient }) => `${at}|${channel}|${recipient}`)).size;

/** The column says that these are letters. */
const label = (rung: RungId): string => RUNG_LABELS[rung].replace(/^thư /, '');

/** `việc 2 → Sở Nội vụ`; of a list `báo cáo năm 2025 của 97 đơn vị` */
function aboutWords(rung: RungId, name: string, some: Entry[], activation: Activation): string {
  const owing = bodiesWords(bodiesOf(some, activation));
  return LISTS.includes(rung) ? `${name} của ${owing}` : `${name} → ${owing}`;
}

/** Lists have the same reader all year, who is told once. */
function readerLines(entries: Entry[], activation: Activation): string[] {
  const ofLists = entries.filter(({ rung }) => LISTS.includes(rung));
  const lists = groupBy(ofLists, ({ rung }) => rung);
  const told = [...lists].map(([rung, some]) => {
    const readers = new Set(some.map(({ recipient }) => readerWords(recipient, activation)));
    return `${label(rung)} → ${[...readers].join(', ')}`;
  });
  return told.length > 0 ? wrapped(`Trong ${leadOf(activation).shortName}: ${told.join('; ')}.`, '  ') : [];
}
