import type { ReceivedMessage } from './received-message.ts';

/**
 * What goes wrong with one request: Zalo's own code, an HTTP answer that is no JSON, silence before or after it was
 * taken, an answer that takes its time; a message that is lost or comes twice although all was well.
 */
export type ZaloFault =
  | { kind: 'code'; code: number }
  | { kind: 'http'; status: number }
  | { kind: 'silence'; isTaken: boolean }
  | { kind: 'slow'; ms: number }
  | { kind: 'swallow' }
  | { kind: 'twice' };

/** Planted faults, for the tests that must notice them. `count`: how many came before. */
export interface ZaloFaults {
  message?: ((message: ReceivedMessage, count: number) => ZaloFault | null) | undefined;
  token?: ((count: number) => ZaloFault | null) | undefined;
}
