import { shortDate } from '../domain/vietnamese.ts';
import type { ObligationDocument } from './documents.ts';
import { columns } from './output.ts';

const dateWords = (date: string | null): string => (date === null ? 'chưa xác định' : shortDate(date));

/** Obligations with their dates, for people. */
export function obligationLines(list: readonly ObligationDocument[]): string[] {
  const rows = list.map(({ id, opens, targetDay, named }) => [
    id,
    dateWords(opens),
    dateWords(targetDay),
    dateWords(named),
  ]);
  return columns([['Việc phải nộp', 'Mở', 'Gửi chậm nhất', 'Ngày mốc'], ...rows]);
}
