import { type Activation, type Derived, leadOf, type Round } from '../domain/activation.ts';
import type { Preview } from '../domain/preview.ts';
import { longDate, longInstant, lowerFirst, shortDate } from '../domain/vietnamese.ts';
import { grouped } from './grouped.ts';
import { wrapped } from './output.ts';
import { dayLines, repeatedLines } from './preview-days.ts';

interface Summary {
  activation: Activation;
  derived: Derived;
  preview: Preview;
  year: number;
  /** As it was named on the command line. */
  behaviour: string;
}

const BEHAVIOUR_WORDS: Record<string, string> = {
  silent: 'không đơn vị nào gửi, cơ quan đầu mối cũng chưa xử lý',
  'in-time': 'mọi đơn vị gửi đúng hạn, cơ quan đầu mối xử lý ngay',
  mixture: 'phần lớn đúng hạn; có đơn vị chậm, có đơn vị phải hoàn thiện lại, một đơn vị không gửi',
};

/** About two printed pages, for whoever has to say yes to the sending. */
export function previewSummary(summary: Summary): string[] {
  const { activation, derived, preview } = summary;
  const repeated = repeatedLines(preview.entries, derived);
  return [
    ...headLines(summary),
    '',
    'I. TỔNG SỐ',
    ...totalLines(summary),
    '',
    'II. KỲ BÁO CÁO',
    ...(derived.rounds.length > 0 ? derived.rounds.flatMap((round) => roundLines(round, derived)) : ['  (không có)']),
    ...waitingLines(derived),
    '',
    'III. GỬI TỪNG NGÀY',
    ...dayLines(preview.entries, derived, activation),
    ...(repeated.length > 0 ? ['', 'IV. NHẮC RIÊNG CƠ QUAN ĐẦU MỐI', ...repeated] : []),
    '',
    'Ý kiến của người phê duyệt: ....................................................................',
  ];
}

function headLines({ activation, year, behaviour }: Summary): string[] {
  const { number, date, title, issuer } = activation.plan.document;
  const issued = date ? ` ngày ${shortDate(date)}` : '';
  return [
    `XEM TRƯỚC VIỆC ĐÔN ĐỐC NĂM ${year}`,
    ...wrapped(`Kế hoạch ${number ?? '(chưa có số)'}${issued} của ${issuer}: ${title}`),
    `Cơ quan đầu mối: ${leadOf(activation).name}. Kích hoạt: ${longDate(activation.schedule.activatedOn)}.`,
    ...wrapped(`Giả định: ${BEHAVIOUR_WORDS[behaviour] ?? `theo tệp ${behaviour}`}.`),
  ];
}

function totalLines({ activation, derived, preview }: Summary): string[] {
  const reports = derived.obligations.filter(({ kind }) => kind === 'report').length;
  const own = derived.obligations.length - reports;
  const bodies = new Set(derived.obligations.map(({ organisation }) => organisation)).size;
  const lead = new Set(leadOf(activation).contacts.map(({ email }) => email));
  const toLead = preview.envelopes.filter(({ recipient }) => lead.has(recipient)).length;
  const toMembers = preview.envelopes.length - toLead;
  return [
    `  ${derived.obligations.length} việc phải nộp của ${bodies} cơ quan, đơn vị: ${reports} báo cáo, ${own} việc riêng.`,
    `  ${preview.envelopes.length} thư mang ${preview.entries.length} nội dung: ${toMembers} thư cho các đơn vị, ${toLead} thư cho cơ quan đầu mối.`,
    ...busiest(preview, lead),
  ];
}

/** The head's first question: how many messages does one department get from us? */
function busiest({ envelopes }: Preview, lead: Set<string | null>): string[] {
  const perMember = grouped(
    envelopes.filter(({ recipient }) => !lead.has(recipient)),
    ({ recipient }) => recipient,
  );
  const most = Math.max(0, ...[...perMember.values()].map((list) => list.length));
  return most > 0 ? [`  Một đơn vị nhận nhiều nhất ${most} thư trong năm.`] : [];
}

function roundLines(round: Round, { obligations }: Derived): string[] {
  const members = obligations.filter((one) => one.round === round.id && !one.upward).length;
  const lead = round.leadDeadline
    ? ` Cơ quan đầu mối báo cáo chậm nhất ${longDate(round.leadDeadline.targetDay)}.`
    : '';
  const text =
    `${round.name}: ${members} đơn vị; mở ${longDate(round.opensOn)}, gửi chậm nhất ` +
    `${longDate(round.deadline.targetDay)} (mốc ${shortDate(round.deadline.namedDay)}), ` +
    `tổng hợp ${longInstant(round.consolidationAt)}.${lead}`;
  return wrapped(text, '  - ');
}

function waitingLines({ obligations }: Derived): string[] {
  const waiting = obligations.filter(({ deadline }) => !deadline);
  if (waiting.length === 0) return [];
  const sentences = waiting.map(
    ({ name, event }) => `${lowerFirst(name)}; chờ: ${event ?? 'thời hạn do cơ quan đầu mối xác định'}`,
  );
  return [
    'Chưa xác định ngày (không nhắc đơn vị trước khi có ngày):',
    ...[...new Set(sentences)].flatMap((sentence) => wrapped(sentence, '  - ')),
  ];
}
