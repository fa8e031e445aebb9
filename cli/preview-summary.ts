import { leadOf } from '../domain/activation.ts';
import { count, longDate, shortDate } from '../domain/vietnamese.ts';
import { groupBy } from '../domain/group-by.ts';
import { wrapped } from './output.ts';
import { attentionLines } from './preview-attention.ts';
import { dayLines } from './preview-days.ts';
import { ownLines, ownMatters, waitingLines } from './preview-own.ts';
import { roundLines } from './preview-rounds.ts';
import type { PreviewSubject } from './preview-subject.ts';

const BEHAVIOUR_WORDS: Record<string, string> = {
  silent: 'không đơn vị nào gửi, cơ quan đầu mối cũng chưa xử lý',
  'in-time': 'mọi đơn vị gửi đúng hạn, cơ quan đầu mối xử lý ngay',
  mixture: 'phần lớn đúng hạn; có đơn vị chậm, có đơn vị phải hoàn thiện lại, một đơn vị không gửi',
};

/** About two printed pages, for whoever has to say yes to the sending. */
export function previewSummary(subject: PreviewSubject): string[] {
  const matters = ownMatters(subject);
  const waiting = waitingLines(matters, subject);
  return [
    ...headLines(subject),
    ...attentionLines(subject),
    ...section('I. TỔNG SỐ', totalLines(subject)),
    ...section('II. KỲ BÁO CÁO', roundLines(subject)),
    ...section('III. VIỆC RIÊNG CÓ NGÀY', ownLines(matters, subject)),
    ...(waiting.length > 0 ? section('IV. VIỆC CHỜ SỰ KIỆN (chưa nhắc đơn vị nào)', waiting) : []),
    ...section(`${waiting.length > 0 ? 'V' : 'IV'}. GỬI TỪNG NGÀY (việc theo số ở trên)`, dayLines(matters, subject)),
    ...approvalLines(subject),
  ];
}

const section = (heading: string, lines: string[]): string[] => ['', heading, ...lines];

function headLines({ activation, year, behaviour }: PreviewSubject): string[] {
  const { number, date, title, issuer } = activation.plan.document;
  const issued = date ? ` ngày ${shortDate(date)}` : ', chưa có ngày';
  return [
    `XEM TRƯỚC VIỆC ĐÔN ĐỐC NĂM ${year}`,
    ...wrapped(`Văn bản ${number ?? 'chưa có số'}${issued} của ${issuer}: ${title}`),
    ...wrapped(`Cơ quan đầu mối: ${leadOf(activation).name}. Kích hoạt: ${longDate(activation.schedule.activatedOn)}.`),
    ...wrapped(`Giả định: ${BEHAVIOUR_WORDS[behaviour] ?? `theo tệp ${behaviour}`}.`),
  ];
}

function totalLines({ activation, derived, preview }: PreviewSubject): string[] {
  const { obligations } = derived;
  const upward = obligations.filter((one) => one.upward).length;
  const reports = obligations.filter(({ kind }) => kind === 'report').length;
  const bodies = new Set(obligations.map(({ organisation }) => organisation)).size;
  const kinds: [number, string][] = [
    [reports, 'báo cáo của đơn vị'],
    [obligations.length - reports - upward, 'việc riêng'],
    [upward, 'báo cáo của cơ quan đầu mối'],
  ];
  const told = kinds.flatMap(([number, words]) => (number > 0 ? [`${count(number)} ${words}`] : []));
  const { shortName, contacts } = leadOf(activation);
  const own = new Set(contacts.map(({ email }) => email));
  const { envelopes: all } = preview;
  const envelopes = all.filter(({ channel }) => channel === 'email');
  const entries = preview.entries.filter(({ channel }) => channel === 'email');
  const toMembers = envelopes.filter(({ recipient }) => !own.has(recipient));
  const most = Math.max(0, ...[...groupBy(toMembers, ({ recipient }) => recipient).values()].map((all) => all.length));
  const letters = `${count(envelopes.length)} thư mang ${count(entries.length)} nội dung`;
  const forMembers =
    most > 0 ? `${count(toMembers.length)} thư cho các đơn vị (một đơn vị nhiều nhất ${count(most)} thư), ` : '';
  return [
    `${count(obligations.length)} việc phải nộp của ${count(bodies)} cơ quan, đơn vị: ${told.join(', ')}.`,
    `${letters}: ${forMembers}${count(envelopes.length - toMembers.length)} thư cho ${shortName}.`,
    `Thư tự động chỉ đến đầu mối của từng đơn vị và người của ${shortName}; không thư nào tự gửi lên trên.`,
    ...releasedSentence(envelopes),
    ...zaloSentence(all),
  ].flatMap((sentence) => wrapped(sentence, '  - '));
}

/** Beside the letters, never in place of one. */
function zaloSentence(envelopes: PreviewSubject['preview']['envelopes']): string[] {
  const byZalo = envelopes.filter(({ channel }) => channel === 'zalo');
  if (byZalo.length === 0) return [];
  const readers = new Set(byZalo.map(({ recipient }) => recipient)).size;
  return [`Ngoài thư, ${count(byZalo.length)} tin Zalo nhắc gửi cho ${count(readers)} đầu mối đã đồng ý nhận.`];
}

/** What goes to another body's head goes by a person's hand. */
function releasedSentence(envelopes: PreviewSubject['preview']['envelopes']): string[] {
  const released = envelopes.filter(({ entries }) => entries.some((key) => key.includes('#head-letter#')));
  if (released.length === 0) return [];
  return [`${count(released.length)} thư gửi lãnh đạo đơn vị chỉ đi khi người có trách nhiệm phát hành.`];
}

/** Who approved, or the place to do so. */
function approvalLines({ activation }: PreviewSubject): string[] {
  const { approval } = activation.schedule;
  if (approval?.by && approval.title && approval.basis) {
    return ['', ...wrapped(`Đã phê duyệt: ${approval.by}, ${approval.title}. Căn cứ: ${approval.basis}.`)];
  }
  const dots = (label: string): string => `${label}: `.padEnd(98, '.');
  return ['', dots('Ý kiến của người phê duyệt'), dots('Họ tên, chức vụ'), dots('Văn bản làm căn cứ')];
}
