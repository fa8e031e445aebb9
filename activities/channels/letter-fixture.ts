import type { Letter } from '../../domain/letter.ts';
import { renderLetter } from '../../documents/letter.ts';
import type { OutgoingMessage } from './channel.ts';

export { letter, matter } from '../../documents/letter/sample.ts';

/** A letter in its words, ready to leave. */
export const outgoing = (written: Letter, changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  tenant: 'ubnd-tinh-son-la',
  channel: 'email',
  recipient: written.to.contact.email ?? '',
  letter: written,
  words: renderLetter(written),
  envelopeId: 'env-1',
  thread: null,
  ...changes,
});
