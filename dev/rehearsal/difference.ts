import { type Entry, type Envelope, entryKey, type Preview } from '../../domain/preview.ts';
import { isoInstant } from '../../domain/time.ts';

/**
 * What preview and rehearsal do not share, as sentences: both are compared as multisets, so that a message sent twice
 * is as visible as one that is missing. Empty where they are equal.
 */
export function differenceOf(preview: Preview, entries: Entry[], envelopes: Envelope[]): string[] {
  return [
    ...compare('thông báo', preview.entries.map(entryLine), entries.map(entryLine)),
    ...compare('thư', preview.envelopes.map(envelopeLine), envelopes.map(envelopeLine)),
  ];
}

function compare(what: string, planned: string[], received: string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of planned) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of received) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts]
    .filter(([, count]) => count !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([line, count]) =>
      count > 0
        ? `${what} có trong xem trước, không nhận được: ${line}`
        : `${what} nhận được, không có trong xem trước: ${line}`,
    );
}

const entryLine = (entry: Entry): string =>
  [isoInstant(entry.at), entry.channel, entry.recipient, entryKey(entry)].join(' ');

const envelopeLine = ({ at, channel, recipient, entries }: Envelope): string =>
  [isoInstant(at), channel, recipient, `[${entries.join(', ')}]`].join(' ');
