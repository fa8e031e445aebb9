import { change } from '../../db/change.ts';
import { storeDraft, storeSubmission } from '../../db/queries/fact.ts';
import { lockObligation, updateObligation } from '../../db/queries/obligation.ts';
import { Refusal } from '../../domain/errors.ts';
import { reviewLadder } from '../../domain/ladder.ts';
import { decideSubmit, type ObligationState, type Standing, stateOf } from '../../domain/obligation.ts';
import type { Submission } from '../../domain/submission.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandObligation, type Holding } from './held-obligation.ts';
import { declarePaper, paperOf } from './paper.ts';

export interface Submitted {
  /** The version's number; 0 for a draft. */
  submission: number;
  state: ObligationState;
}

/**
 * Takes in what was handed in, as a version that never changes. The day received is the official document's; where
 * there is none yet, the day of typing. The lead's report upward needs its signed document: handing it in issues it.
 */
export async function submit(context: ServiceContext, command: Command, content: Submission): Promise<Submitted> {
  if (content.draft) return saveDraft(context, command, content);
  let submission = 0;
  const state = await commandObligation(context, command, async (holding) => {
    const paper = paperOf(holding.standing, content);
    if (paper) {
      const declared = await declarePaper(context, command, holding, paper);
      submission = declared.submission;
      return declared.outcome;
    }
    const decided = decideSubmit(holding.standing);
    refuseMisfit(holding.standing, content, localDateOf(holding.now));
    const receivedOn = content.official?.receivedOn ?? content.doneOn ?? localDateOf(holding.now);
    submission = await storeSubmission(holding.tx, {
      tenant: context.tenant,
      obligation: command.obligation,
      content,
      receivedOn,
      at: holding.now,
      by: command.by,
    });
    const next = decided.decision === 'submitted' ? nextLadder(holding) : null;
    return { kind: 'submit', payload: { submission, receivedOn }, decided, receivedOn, next };
  });
  return { submission, state };
}

function nextLadder(holding: Holding): {
  ladder: ReturnType<typeof reviewLadder>;
  deadline: Standing['deadline'];
  reason: 'submission';
} {
  const { subject, now, activation, row, standing } = holding;
  return {
    ladder: reviewLadder(row.ladderNumber + 1, subject, now, activation),
    deadline: standing.deadline,
    reason: 'submission',
  };
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

/** What does not belong to the obligation is refused by name, so that nothing is lost in silence. */
function refuseMisfit(standing: Standing, content: Submission, today: LocalDate): void {
  const items = new Set(standing.items.map(({ id }) => id));
  const stranger = [...content.lines, ...content.figures].find(({ item }) => !items.has(item));
  if (stranger) throw new Refusal('item-unknown', `“${standing.name}” không có nhiệm vụ “${stranger.item}”.`);
  refuseSkipped(standing, content);
  if (standing.upward && !content.official) {
    throw new Refusal(
      'official-missing',
      `“${standing.name}” chỉ được coi là đã phát hành khi có số, ngày và người ký của văn bản.`,
    );
  }
  const received = content.official?.receivedOn;
  if (received && received > today) {
    throw new Refusal('date-future', `Ngày nhận văn bản “${received}” ở sau ngày hôm nay (${today}).`);
  }
}

/** What was returned has to come again: accepting all would otherwise accept what the lead has just sent back. */
function refuseSkipped(standing: Standing, content: Submission): void {
  if (content.doneOn !== null || content.product !== null) return;
  const told = new Set([...content.lines, ...content.figures].map(({ item }) => item));
  const skipped = standing.items.find(({ id, state }) => state === 'returned' && !told.has(id));
  if (!skipped) return;
  throw new Refusal(
    'item-missing',
    `“${standing.name}” được trả lại để hoàn thiện nhiệm vụ “${skipped.id}”, nhưng bản nộp lại không có nội dung này.`,
  );
}
