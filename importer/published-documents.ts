import type { LocalDate } from '../domain/time.ts';

/** A document that plans cite, as it was published, and where that was read. */
export interface PublishedDocument {
  ref: string;
  date: LocalDate;
  readAt: string;
  /** For a strategy: how many indicators each of its objectives has. */
  indicators?: Record<string, number>;
}

/** Small on purpose: only what somebody has read. A number that is not here is never a finding. */
export const PUBLISHED_DOCUMENTS: readonly PublishedDocument[] = [
  {
    ref: '739/BNV-CTTN&BĐG',
    date: '2025-03-28',
    readAt: 'hethongphapluat.vn',
  },
  {
    ref: '28/NQ-CP',
    date: '2021-03-03',
    readAt: 'thuvienphapluat.vn',
    // Objectives 2, 3, 5 and 6 also in plans that write the strategy out, such as Ngọc Hồi 2023.
    indicators: { '1': 1, '2': 3, '3': 4, '4': 4, '5': 4, '6': 4 },
  },
];

/** Numbers are compared without white space and without regard to case: people write `28/NQ - CP` as well. */
export function publishedDocument(
  ref: string,
  table: readonly PublishedDocument[] = PUBLISHED_DOCUMENTS,
): PublishedDocument | null {
  return table.find((document) => refKey(document.ref) === refKey(ref)) ?? null;
}

function refKey(ref: string): string {
  return ref.replace(/\s+/g, '').normalize('NFC').toUpperCase();
}
