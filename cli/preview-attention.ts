import type { Finding } from '../domain/plan.ts';
import { count, lowerFirst } from '../domain/vietnamese.ts';
import { wrapped } from './output.ts';
import type { PreviewSubject } from './preview-subject.ts';

/** Told by what the schedule leaves open, and with the dates that would stand. */
const TOLD_AS_UNDECIDED = ['deadline-undetermined', 'member-date-missing'];

/** What holds an activation up, then what whoever approves must have seen. */
export function attentionLines({ findings, undecided }: PreviewSubject): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').map(findingWords);
  const open = undecided.filter(({ blocks }) => blocks).map(({ message }) => message);
  const warnings = findings.filter(({ severity, code }) => severity === 'warning' && !TOLD_AS_UNDECIDED.includes(code));
  return [
    ...list('CHƯA KÍCH HOẠT ĐƯỢC, CÒN PHẢI SỬA HOẶC QUYẾT ĐỊNH', [...errors, ...open]),
    ...list('CẦN THẤY TRƯỚC KHI PHÊ DUYỆT', warnings.map(findingWords)),
  ];
}

function findingWords({ message, source }: Finding): string {
  return source ? `Dòng ${source.line}: ${lowerFirst(message)}` : message;
}

const list = (heading: string, sentences: string[]): string[] =>
  sentences.length === 0
    ? []
    : ['', `${heading}: ${count(sentences.length)} điểm`, ...sentences.flatMap((one) => wrapped(one, '  - '))];
