import type { Instant } from '../../domain/time.ts';

/** A template message as it came. */
export interface ReceivedMessage {
  messageId: string;
  phone: string;
  templateId: string;
  parameters: Record<string, string>;
  trackingId: string;
  /** Business time, out of the tracking id; the machine's for one of another form. */
  at: Instant;
  /** The machine's time. */
  receivedAt: Instant;
}

/** The second that the tracking id names. */
export function instantIn(trackingId: string): Instant | null {
  const [, seconds] = /t(\d{9,11})d/.exec(trackingId) ?? [];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
