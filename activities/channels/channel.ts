import type { Letter, Words } from '../../domain/letter.ts';
import type { Channel } from '../../domain/rung.ts';
import type { Instant } from '../../domain/time.ts';

/** One message to one recipient, in its words. The same one gives the same bytes, so that a duplicate can be recognised. */
export interface OutgoingMessage {
  tenant: string;
  channel: Channel;
  /** Where it goes: an e-mail address, or a number as Zalo takes it. */
  recipient: string;
  letter: Letter;
  words: Words;
  /** Stable from attempt to attempt: it is the Message-ID. */
  envelopeId: string;
  /** Stable for recipient and round, so that mail programs show one thread; null for letters that stand alone. */
  thread: string | null;
}

export interface SentMessage {
  /** The server's last line with its queue id, addresses taken out. It says "taken over", not "delivered". */
  response: string;
  messageId: string;
}

/** Which try of a message it is. */
export interface Attempt {
  /** Business time of the try. */
  asOf: Instant;
  /** From 0. */
  attempt: number;
}

/** A way by which messages leave the house. */
export interface MessageChannel {
  /** Rejects with `ChannelFailure`. `attempt`: the first one, in the letter's own minute, where it is not said. */
  send(message: OutgoingMessage, attempt?: Attempt): Promise<SentMessage>;
  /**
   * What the other side says of a message whose answer never came, asked before it is sent once more; null where it
   * knows of none. A channel without it can't ask.
   */
  find?(message: OutgoingMessage): Promise<SentMessage | null>;
  close(): void;
}

/** What went wrong, as a code that may stand in a workflow history. */
export type ChannelFailureCode =
  | 'connection'
  | 'login-refused'
  | 'sender-refused'
  | 'recipient-refused'
  | 'message-refused'
  | 'message-unfit'
  | 'refused-for-now'
  | 'unanswered'
  | 'channel-absent'
  | 'channel-paused';

/**
 * A message was not taken by the other server. The text names no address: it ends in workflow histories, where
 * personal data must not be. The library's own error is the `cause`, for logs.
 */
export class ChannelFailure extends Error {
  override readonly name = 'ChannelFailure';
  readonly code: ChannelFailureCode;
  /** The server refused for good: the same message would be refused again. */
  readonly permanent: boolean;
  /**
   * The message had been handed over and no answer came: whether the server took it cannot be known. A reply that
   * refuses, even one after the last byte, is an answer, and leaves this false.
   */
  readonly afterData: boolean;
  /** The server's own number. */
  readonly responseCode: number | null;
  /** No earlier than this the same message may be tried again, where the other side's hours or quota say so. */
  readonly notBefore: Instant | null;

  constructor(
    code: ChannelFailureCode,
    facts: { permanent: boolean; afterData: boolean; responseCode: number | null; notBefore?: Instant },
    cause: unknown,
  ) {
    const reply = facts.responseCode === null ? '' : ` (${facts.responseCode})`;
    super(`Message not sent: ${code}${reply}`, { cause });
    this.code = code;
    this.permanent = facts.permanent;
    this.afterData = facts.afterData;
    this.responseCode = facts.responseCode;
    this.notBefore = facts.notBefore ?? null;
  }
}
