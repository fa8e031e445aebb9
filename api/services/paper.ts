import { newestSubmission, storeSubmission } from '../../db/queries/fact.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Standing } from '../../domain/obligation.ts';
import type { OfficialDocument, Submission } from '../../domain/submission.ts';
import { countedDay, refuseUnreceived } from '../../domain/submit.ts';
import { localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import type { Command, Outcome } from './held-obligation.ts';
import type { Holding } from './holding.ts';

/** A submission of the signed document alone. */
type Paper = Submission & { official: OfficialDocument };

/**
 * The signed document that comes by itself, after the figures: it is what counts, and often takes days longer to be
 * signed.
 */
export function isPaper(standing: Standing, content: Submission): content is Paper {
  const { official, lines, figures, doneOn, product } = content;
  const sent = standing.decision === 'submitted' || standing.decision === 'accepted';
  const alone = lines.length === 0 && figures.length === 0 && doneOn === null && product === null;
  return sent && alone && !standing.upward && official !== null;
}

/** A version with the same figures and the document beside them: nothing else moves but the day received. */
export async function declarePaper(
  { tenant }: ServiceContext,
  { obligation, by }: Command,
  { tx, now, standing, row }: Holding,
  { official, onBehalf }: Paper,
): Promise<{ submission: number; outcome: Outcome }> {
  const before = await newestSubmission(tx, obligation);
  if (!before || before.content.official) {
    throw new Refusal(
      'paper-known',
      `“${standing.name}” đã có văn bản chính thức số ${before?.content.official?.number ?? ''}.`,
    );
  }
  const { receivedOn } = official;
  refuseUnreceived(receivedOn, localDateOf(now));
  const content: Submission = { ...before.content, official, onBehalf: onBehalf ?? before.content.onBehalf };
  const submission = await storeSubmission(tx, { tenant, obligation, content, receivedOn, at: now, by });
  const { number, date } = official;
  const payload = { submission, number, date, receivedOn, ...(onBehalf ? { onBehalf } : {}) };
  const decided = { decision: standing.decision, items: standing.items };
  // What was done stays judged by the day it was done.
  const paperOn = countedDay(row, content, receivedOn);
  return { submission, outcome: { kind: 'declarePaper', payload, decided, paperOn, next: null } };
}
