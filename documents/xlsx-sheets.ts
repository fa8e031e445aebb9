import type { Row } from 'write-excel-file/node';
import type { ConsolidatedIndicator, Consolidation, Provenance, ReceivedBody } from '../domain/consolidation.ts';
import { namelessTitle } from './duties.ts';
import type { Figure } from '../domain/submission.ts';
import {
  hasSeveralSources,
  indicatorText,
  NO_FIGURE,
  objectiveTitle,
  owedBy,
  partOfOwners,
  statusOf,
} from './figure-text.ts';
import { isApart, versionInShort } from './source.ts';
import { moment, sentence } from './text.ts';
import { countCell, dateCell, numberCell, textCell } from './xlsx-cells.ts';

/** One row for each figure; an indicator without one keeps a row that says so. */
export function indicatorRows(c: Consolidation): Row[] {
  return c.indicators.flatMap((indicator) => {
    const words = [objectiveTitle(indicator.objective), indicator.no, indicatorText(indicator)].map((text) =>
      textCell(text),
    );
    if (indicator.figures.length === 0) {
      const blank = Array<null>(10).fill(null);
      return [[...words, null, textCell(sentence(NO_FIGURE)), ...blank, textCell(owedBy(indicator))]];
    }
    return indicator.figures.map(({ figure, source }) => [
      ...words,
      textCell(figure.scope),
      textCell(statusOf(figure)),
      numberCell(figure.numerator),
      numberCell(figure.denominator),
      numberCell(figure.value),
      textCell(figure.unit),
      dateCell(figure.from),
      dateCell(figure.to),
      ...provenanceCells(source),
      textCell(figure.source),
      textCell(remarks(indicator, figure)),
    ]);
  });
}

/** One row for each document that came in; the number stays a text, with its symbol. */
export function documentRows(c: Consolidation): Row[] {
  return c.documents.map(({ number, date, signer, product, source }) => [
    textCell(source.organisationName),
    textCell(number),
    dateCell(date),
    textCell(signer),
    textCell(product),
    countCell(source.submission),
    dateCell(source.receivedOn),
  ]);
}

/** One row for each text; a duty without one keeps a row, without the name of the party that owes it. */
export function dutyRows(c: Consolidation): Row[] {
  return c.duties.flatMap((duty) => {
    const count = [countCell(duty.reported), countCell(duty.expected)];
    if (duty.lines.length === 0) {
      return [[textCell(duty.no), null, textCell(namelessTitle(duty)), ...count, textCell('Chưa có báo cáo')]];
    }
    return duty.lines.map((line) => [
      textCell(duty.no),
      textCell(duty.partyName),
      textCell(duty.title),
      ...count,
      textCell(line.text),
      ...provenanceCells(line.source),
    ]);
  });
}

/** Counts, then who has sent and when. Who has not is on the lead's screen, and in no file that can be passed on. */
export function receiptRows(c: Consolidation): Row[] {
  const [what, owes] = c.covers === 'document' ? ['văn bản', 'gửi văn bản'] : ['báo cáo', 'báo cáo'];
  const counts: Row[] = [
    [textCell('Tính đến'), textCell(sentence(moment(c.asOf)))],
    [textCell(`Số cơ quan, đơn vị, địa phương phải ${owes}`), countCell(c.expected.length)],
    [textCell(`Đã nhận ${what}`), countCell(c.received.length)],
    [textCell(`Chưa nhận ${what}`), countCell(c.missing.length)],
    [textCell('Đang xem xét'), countCell(c.underReview.length)],
  ];
  const bodies = byDay(c.receivedBodies).map((body) => [
    textCell(body.organisationName),
    countCell(body.submissions),
    dateCell(body.receivedOn),
  ]);
  // Side by side from the first row on, so that the list can be filtered and sorted without the counts in its way.
  const length = Math.max(counts.length, bodies.length);
  return Array.from({ length }, (_, index) => [...(counts[index] ?? [null, null]), ...(bodies[index] ?? [])]);
}

function byDay(bodies: readonly ReceivedBody[]): ReceivedBody[] {
  return [...bodies].sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0));
}

function provenanceCells(source: Provenance): Row {
  const version = isApart(source)
    ? textCell(versionInShort(source), { align: 'center' })
    : countCell(source.submission);
  return [textCell(source.organisationName), version, dateCell(source.receivedOn)];
}

function remarks(indicator: ConsolidatedIndicator, figure: Figure): string {
  const sideBySide = hasSeveralSources(indicator)
    ? 'Nhiều nguồn: để cạnh nhau, không cộng, không lấy trung bình.'
    : null;
  const part = partOfOwners(indicator);
  const texts = [sideBySide, part === null ? null : `${sentence(part)}.`, figure.note];
  return texts.filter((text) => text !== null && text !== '').join(' ');
}
