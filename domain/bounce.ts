import type { ContactRole } from './organisation.ts';
import { addressKey } from './reachability.ts';
import { type Instant, localDateOf } from './time.ts';
import { joinWords, shortDate } from './vietnamese.ts';
import type { WorkItemContent } from './work-item.ts';

/** A bounce's work item is about one address from one moment on: mended and failing again, it is another matter. */
export const bounceKey = (address: string, at: Instant): string => `${addressKey(address)} ${at}`;

/** The address that a bounce's work item is about. */
export const bouncedAddress = (key: string): string => key.split(' ')[0] ?? key;

/** Of a body without any contact to write to: there is no address yet. */
export const missingContactKey = (organisation: string): string => `(${organisation})`;

/** Words for enhanced status codes (RFC 3463), the longest that fits first. */
const REASONS: readonly (readonly [string, string])[] = [
  ['5.1.', 'địa chỉ không tồn tại'],
  ['5.2.1', 'hộp thư đã bị khóa'],
  ['5.2.2', 'hộp thư đã đầy'],
  ['4.2.2', 'hộp thư đã đầy'],
  ['5.2.3', 'thư quá lớn so với mức máy chủ nhận cho phép'],
  ['5.3.4', 'thư quá lớn so với mức máy chủ nhận cho phép'],
  ['5.4.', 'không tìm được máy chủ nhận'],
  ['4.4.', 'máy chủ nhận không trả lời cho đến hết thời gian chờ'],
  ['5.7.', 'máy chủ nhận từ chối theo chính sách; thường do cấu hình gửi (SPF, DKIM), không phải do địa chỉ sai'],
];

/** What a code says, in words that follow a colon. */
export function reasonOf(code: string): string {
  return REASONS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'máy chủ nhận từ chối';
}

/** Whom an address belongs to. */
export interface AddressOwner {
  organisation: string;
  organisationName: string;
  contactName: string;
  role: ContactRole;
}

/** One message that came back, as the lead has to know it. */
export interface ReturnedMessage {
  address: string;
  /** When it had been sent: from then on, at the latest, nothing reached the address. */
  sentAt: Instant;
  /** When that became known. */
  knownAt: Instant;
  subject: string;
  /** The other server's code: '5.1.1', or '550' where it gave no better one. */
  code: string;
  /** What it said, in its own words; empty where it said nothing. */
  said: string;
}

const ROLE_LABELS: Readonly<Record<ContactRole, string>> = {
  focal: 'đầu mối',
  'division-head': 'trưởng phòng',
  head: 'lãnh đạo',
  registry: 'văn thư',
};

/** What the lead is asked to mend, with what it needs for that. */
export function bounceContent(owners: readonly AddressOwner[], message: ReturnedMessage): WorkItemContent {
  const whose = joinWords(
    owners.map(
      ({ contactName, role, organisationName }) => `${contactName} (${ROLE_LABELS[role]} của ${organisationName})`,
    ),
  );
  const reached = owners.filter(({ role }) => role === 'focal').map(({ organisationName }) => organisationName);
  return {
    title: `Thư gửi ${whose}, địa chỉ ${message.address}, bị trả lại từ ${shortDate(localDateOf(message.sentAt))}: ${reasonOf(message.code)}.`,
    evidence: [
      ...hitEvidence(message),
      ...(reached.length === 0 ? [] : [{ at: null, text: unreachableText(reached) }]),
    ],
  };
}

/** One more message that came back, for an item that is there. */
export function hitEvidence({ sentAt, knownAt, subject, code, said }: ReturnedMessage): WorkItemContent['evidence'] {
  const answer = said === '' ? `mã ${code}` : `“${said}” (mã ${code})`;
  return [
    { at: sentAt, text: `Thư “${subject}” gửi đi và bị trả lại.` },
    { at: knownAt, text: `Máy chủ bên nhận trả lời: ${answer}.` },
  ];
}

/** Of a body for which nobody's address is known. */
export function missingContactContent(organisationName: string, at: Instant): WorkItemContent {
  return {
    title: `Chưa có đầu mối nhận thư của ${organisationName}: không có địa chỉ nào để gửi.`,
    evidence: [{ at, text: unreachableText([organisationName]) }],
  };
}

const unreachableText = (names: readonly string[]): string =>
  `Trong khi chưa có đầu mối nhận được thư, ${joinWords(names)} không bị coi là gửi chậm. Đề nghị cập nhật địa chỉ, hoặc đóng việc này khi địa chỉ đã nhận được thư.`;
