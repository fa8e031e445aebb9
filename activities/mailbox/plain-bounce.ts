import type { ReportedRecipient } from './delivery-report.ts';
import type { ParsedMail } from './parsed-mail.ts';

const FULL =
  /\b(mailbox|quota|hộp thư)\b.{0,40}\b(full|exceeded|over|đầy)|over ?quota|vượt (quá )?(dung lượng|hạn mức)/i;
const UNKNOWN =
  /(user|recipient|mailbox|address|account) (is )?(unknown|not found|unavailable)|unknown (user|recipient)|no such (user|mailbox|recipient|address)|does not exist|không tồn tại|không tìm thấy (người nhận|địa chỉ|hộp thư)/i;
const UNDELIVERED =
  /undeliver|not (be )?delivered|couldn.?t (be )?deliver|delivery (has )?fail|unable to deliver|returned mail|failure notice|không (thể )?(gửi|chuyển|phát) (được|tới|đến)|bị trả lại/i;
const WAITING =
  /delayed|will (keep trying|retry|be retried)|still (being )?(trying|retried)|not yet been delivered|sẽ (tiếp tục )?(thử|gửi) lại|chậm trễ/i;

/**
 * What a mail server tells without the part for machines: old servers, and gateways that write prose. Null where the
 * sender is no mail server, or says nothing of the kind.
 */
export function readPlainBounce(mail: ParsedMail): ReportedRecipient | null {
  if (!isFromServer(mail)) return null;
  const words = `${mail.subject}\n${mail.text}`;
  const [code] = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(words) ?? [];
  if (code === undefined && ![FULL, UNKNOWN, UNDELIVERED].some((pattern) => pattern.test(words))) return null;
  const isWaiting = WAITING.test(words) && !code?.startsWith('5');
  return {
    addresses: addressesIn(mail),
    action: isWaiting ? 'delayed' : 'failed',
    code: code ?? (FULL.test(words) ? '5.2.2' : UNKNOWN.test(words) ? '5.1.1' : '5.0.0'),
    said: answerIn(mail.text),
  };
}

function isFromServer({ from, headers }: ParsedMail): boolean {
  const [local = ''] = from?.address.toLowerCase().split('@') ?? [];
  return /^(mailer-daemon|postmaster|mdaemon|mail-daemon)$/.test(local) || headers.get('return-path') === '<>';
}

function addressesIn({ headers, text }: ParsedMail): string[] {
  const named = headers.get('x-failed-recipients')?.split(/[\s,]+/) ?? [];
  const found = text.slice(0, 20_000).match(/[^\s<>"':;,()[\]]+@[a-z0-9-]+(\.[a-z0-9-]+)+/gi) ?? [];
  return [...new Set([...named, ...found])].filter((address) => address.includes('@')).slice(0, 20);
}

/** The line with the server's number is what a person wants to read. */
function answerIn(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (lines.find((line) => /\b[45]\d\d[ -]/.test(line)) ?? lines.find((line) => line !== '') ?? '').slice(0, 300);
}
