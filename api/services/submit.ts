import { change } from '../../db/change.ts';
import { storeDraft, storeSubmission } from '../../db/queries/fact.ts';
import { lockObligation, updateObligation } from '../../db/queries/obligation.ts';
import { Refusal } from '../../domain/errors.ts';
import { reviewLadder } from '../../domain/ladder.ts';
import { type ObligationState, stateOf } from '../../domain/obligation.ts';
import type { Submission } from '../../domain/submission.ts';
import { countedDay, decideSubmit, refuseMisfit, refuseStranger } from '../../domain/submit.ts';
import { localDateOf } from '../../domain/time.ts';
import { refuseUnasked } from './asked.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandObligation, type Outcome } from './held-obligation.ts';
import type { Holding } from './holding.ts';
import { declarePaper, isPaper } from './paper.ts';

export interface Submitted {
  /** The version's number; 0 for a draft. */
  submission: number;
  state: ObligationState;
}

/**
 * Takes in what was handed in, as a version that never changes. The day received is the official document's; where
 * there is none yet, the day of typing, whoever typed it. The lead's report upward needs its signed document: handing
 * it in issues it.
 */
export async function submit(context: ServiceContext, command: Command, content: Submission): Promise<Submitted> {
  if (content.draft) return saveDraft(context, command, content);
  let submission = 0;
  const state = await commandObligation(context, command, { kind: 'submit', content }, async (holding) => {
    refuseStranger(content.onBehalf, holding.row.organisation, holding.activation.organisations);
    const taken = isPaper(holding.standing, content)
      ? await declarePaper(context, command, holding, content)
      : await takeIn(context, command, holding, content);
    submission = taken.submission;
    return taken.outcome;
  });
  return { submission, state };
}

async function takeIn(
  { tenant }: ServiceContext,
  { obligation, by }: Command,
  holding: Holding,
  content: Submission,
): Promise<{ submission: number; outcome: Outcome }> {
  const { tx, standing, now, subject, activation, row } = holding;
  const decided = decideSubmit(standing);
  const today = localDateOf(now);
  refuseMisfit(standing, content, today);
  await refuseUnasked(holding, content);
  const receivedOn = countedDay(row, content, today);
  const submission = await storeSubmission(tx, { tenant, obligation, content, receivedOn, at: now, by });
  const { onBehalf } = content;
  const next: Outcome['next'] =
    decided.decision === 'submitted'
      ? {
          ladder: reviewLadder(row.ladderNumber + 1, subject, now, activation),
          deadline: standing.deadline,
          reason: 'submission',
        }
      : null;
  const payload = { submission, receivedOn, ...(onBehalf ? { onBehalf } : {}) };
  return { submission, outcome: { kind: 'submit', payload, decided, receivedOn, next } };
}

async function saveDraft(
  context: ServiceContext,
  { obligation, by }: Command,
  content: Submission,
): Promise<Submitted> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const { tenant } = context;
    const at = context.now();
    const held = await lockObligation(tx, obligation);
    if (!held) throw new Refusal('obligation-unknown', `Không có việc phải nộp nào mang mã “${obligation}”.`);
    decideSubmit(held.standing);
    await change(
      tx,
      { tenant, at, actor: by, action: 'obligation.draft', entity: obligation, payload: {} },
      async () => {
        await storeDraft(tx, { tenant, obligation, content, savedAt: at, savedBy: by });
        await updateObligation(tx, obligation, { hasDraft: true });
      },
    );
    return { submission: 0, state: stateOf(held.standing) };
  });
}
