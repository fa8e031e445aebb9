import { ChannelFailure, type ChannelFailureCode } from './channel.ts';

/** The parts of the library's errors that are read here. */
interface SmtpError {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
  rejectedErrors?: unknown;
}

/** Sorts an error of the library; `bodyRead` tells whether the connection had begun to take the message's bytes. */
export function emailFailure(error: unknown, bodyRead: boolean): ChannelFailure {
  const smtp = smtpOf(error);
  const reply = replyOf(error);
  if (smtp.code === 'EAUTH' || smtp.code === 'ENOAUTH') return refusal('login-refused', false, error);
  if (reply === null) {
    const code = bodyRead ? 'unanswered' : 'connection';
    return new ChannelFailure(code, { permanent: false, afterData: bodyRead, responseCode: null }, error);
  }
  // 503 speaks of the session and not of the message, 421 of a server that is closing.
  const permanent = reply >= 500 && reply !== 503 && smtp.command !== 'CONN';
  if (!permanent) return refusal('refused-for-now', false, error);
  if (smtp.command === 'MAIL FROM') return refusal('sender-refused', true, error);
  return refusal(smtp.command === 'RCPT TO' ? 'recipient-refused' : 'message-refused', true, error);
}

function refusal(code: ChannelFailureCode, permanent: boolean, cause: unknown): ChannelFailure {
  return new ChannelFailure(code, { permanent, afterData: false, responseCode: replyOf(cause) }, cause);
}

function replyOf(error: unknown): number | null {
  const { responseCode } = smtpOf(error);
  return typeof responseCode === 'number' ? responseCode : null;
}

function smtpOf(error: unknown): SmtpError {
  return typeof error === 'object' && error !== null ? error : {};
}
