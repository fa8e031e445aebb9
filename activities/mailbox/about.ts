import type { MailPart, ParsedMail } from './parsed-mail.ts';
import { idsIn } from './parsed-mail.ts';

/** What a mail says of the message of ours it is about, the surest first; whether we know one is for the tables to say. */
export interface About {
  /** Addresses it came to: one may be the return path of a single message. */
  cameTo: string[];
  /** Ids that we gave with the message, and that a report repeats. */
  envelopeIds: string[];
  messageIds: string[];
}

/** Returned messages and their headers, as reports carry them. */
const RETURNED = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];
/** Headers stand at the beginning. */
const HEAD_BYTES = 64 * 1024;

/** Of an answer, or of a report with what it brings back. */
export function aboutOf(
  { cameTo, answers, text }: ParsedMail,
  parts: readonly MailPart[],
  envelopeIds: string[] = [],
): About {
  const returned = parts.filter(({ type }) => RETURNED.includes(type)).flatMap(ownIds);
  return { cameTo, envelopeIds, messageIds: [...new Set([...returned, ...answers, ...idsIn(text)])] };
}

function ownIds({ bytes }: MailPart): string[] {
  const head = bytes
    .subarray(0, HEAD_BYTES)
    .toString('utf8')
    .replace(/\r?\n[ \t]+/g, ' ');
  const [line] = /^message-id:.*$/im.exec(head) ?? [];
  return idsIn(line);
}
