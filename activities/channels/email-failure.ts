/** What went wrong, as a code that may stand in a workflow history. */
export type EmailFailureCode =
  | 'connection'
  | 'login-refused'
  | 'sender-refused'
  | 'recipient-refused'
  | 'message-refused'
  | 'refused-for-now'
  | 'unanswered';

/**
 * A message was not taken by the mail server. The text names no address: it ends in workflow histories, where
 * personal data must not be. The library's own error is the `cause`, for logs.
 */
export class EmailFailure extends Error {
  override readonly name = 'EmailFailure';
  readonly code: EmailFailureCode;
  /** The server refused for good (5xx): the same message would be refused again. */
  readonly permanent: boolean;
  /**
   * The message had been handed over and no answer came: whether the server took it cannot be known. A reply that
   * refuses, even one after the last byte, is an answer, and leaves this false.
   */
  readonly afterData: boolean;
  readonly responseCode: number | null;

  constructor(code: EmailFailureCode, facts: { permanent: boolean; afterData: boolean }, cause: unknown) {
    const responseCode = replyOf(cause);
    const reply = responseCode === null ? '' : ` (SMTP ${responseCode})`;
    super(`E-mail not sent: ${code}${reply}`, { cause });
    this.code = code;
    this.permanent = facts.permanent;
    this.afterData = facts.afterData;
    this.responseCode = responseCode;
  }
}

/** The parts of the library's errors that are read here. */
interface SmtpError {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
  rejectedErrors?: unknown;
}

/** Sorts an error of the library; `bodyRead` tells whether the connection had begun to take the message's bytes. */
export function emailFailure(error: unknown, bodyRead: boolean): EmailFailure {
  const smtp = smtpOf(error);
  const reply = replyOf(error);
  if (smtp.code === 'EAUTH' || smtp.code === 'ENOAUTH') return refusal('login-refused', false, error);
  if (reply === null) {
    const code = bodyRead ? 'unanswered' : 'connection';
    return new EmailFailure(code, { permanent: false, afterData: bodyRead }, error);
  }
  // 503 speaks of the session and not of the message, 421 of a server that is closing.
  const permanent = reply >= 500 && reply !== 503 && smtp.command !== 'CONN';
  if (!permanent) return refusal('refused-for-now', false, error);
  if (smtp.command === 'MAIL FROM') return refusal('sender-refused', true, error);
  return refusal(smtp.command === 'RCPT TO' ? 'recipient-refused' : 'message-refused', true, error);
}

function refusal(code: EmailFailureCode, permanent: boolean, cause: unknown): EmailFailure {
  return new EmailFailure(code, { permanent, afterData: false }, cause);
}

function replyOf(error: unknown): number | null {
  const { responseCode } = smtpOf(error);
  return typeof responseCode === 'number' ? responseCode : null;
}

function smtpOf(error: unknown): SmtpError {
  return typeof error === 'object' && error !== null ? error : {};
}
