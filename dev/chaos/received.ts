import type { Instant, LocalDate } from '../../domain/time.ts';
import { localDateOf } from '../../domain/time.ts';
import type { CaughtMail } from '../inbox/inbox.ts';

/** One entry as the mail server received it; a message that came twice counts once. */
export interface Received {
  at: Instant;
  day: LocalDate;
  obligation: string;
  rung: string;
  ladder: number;
  reader: string;
}

export function receivedOf(mails: readonly CaughtMail[]): Received[] {
  const byEnvelope = new Map(mails.map((mail) => [mail.envelopeId, mail]));
  return [...byEnvelope.values()].flatMap(({ at, to, entries }) =>
    entries.map(({ obligation, rung, ladder }) => {
      return { at, day: localDateOf(at), obligation, rung, ladder, reader: to[0] ?? '' };
    }),
  );
}
