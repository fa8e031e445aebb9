import type { Submission } from '../../domain/submission.ts';
import type { LocalDate } from '../../domain/time.ts';

/** What a body hands in, signed and received on that day. */
export function submission(receivedOn: LocalDate, changes: Partial<Submission> = {}): Submission {
  return {
    ...{ format: 'dondoc.submission/1', draft: false, figures: [], lines: [] },
    general: { difficulties: null, proposals: null, nextYear: null },
    official: {
      ...{ number: '12/BC', date: receivedOn, signer: 'Người Ký Thử', file: null },
      ...{ channel: 'trục liên thông văn bản', receivedOn },
    },
    ...{ doneOn: receivedOn, product: null },
    ...changes,
  };
}
