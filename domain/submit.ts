import { Refusal } from './errors.ts';
import { refuseLeftOut } from './item.ts';
import { type Decided, isLeftOut, refuseSettled, type Standing } from './obligation.ts';
import type { Organisation } from './organisation.ts';
import type { OnBehalf, Submission } from './submission.ts';
import type { LocalDate } from './time.ts';

/** A report, or what was done, is handed in. A returned one is handed in again for what was returned. */
export function decideSubmit(standing: Standing): Decided {
  refuseSettled(standing, 'nộp');
  if (!standing.deadline && !standing.upward) {
    throw new Refusal(
      'obligation-waiting',
      `“${standing.name}” còn chờ “${standing.event ?? 'thời hạn'}”, chưa đến kỳ nộp.`,
    );
  }
  if (standing.decision === 'submitted') {
    throw new Refusal(
      'already-submitted',
      `“${standing.name}” đã nộp và đang được rà soát, không nộp lại khi chưa bị trả lại.`,
    );
  }
  // The lead's report upward is signed and gone when it is handed in: nobody of ours reviews it.
  const next = standing.upward ? ('accepted' as const) : ('submitted' as const);
  const items = standing.items.map(({ id, state }) => ({
    id,
    state: state === 'accepted' || isLeftOut(state) ? state : next,
  }));
  return { decision: next, items };
}

/** What does not belong to the obligation is refused by name, so that nothing is lost in silence. */
export function refuseMisfit(standing: Standing, content: Submission, today: LocalDate): void {
  for (const { item } of [...content.lines, ...content.figures]) {
    if (item !== null) refuseLeftOut(standing, item, 'nộp ở đây');
  }
  refuseSkipped(standing, content);
  if (standing.upward && !content.official) {
    throw new Refusal(
      'official-missing',
      `“${standing.name}” chỉ được coi là đã phát hành khi có số, ngày và người ký của văn bản.`,
    );
  }
  refuseUnreceived(content.official?.receivedOn, today);
  if (content.doneOn !== null && content.doneOn > today) {
    throw new Refusal('date-future', `Ngày hoàn thành “${content.doneOn}” ở sau ngày hôm nay (${today}).`);
  }
}

/**
 * The day that timeliness is judged by: for a duty with a date of its own the day it was done, whenever that was told;
 * for a report the day its signed document was received; else the day of typing.
 */
export function countedDay(
  { kind, upward }: { kind: 'report' | 'own'; upward: boolean },
  { official, doneOn }: Pick<Submission, 'official' | 'doneOn'>,
  today: LocalDate,
): LocalDate {
  if (kind === 'own' && !upward && doneOn !== null) return doneOn;
  return official?.receivedOn ?? doneOn ?? today;
}

/** A document can't have been received on a day that has not come. */
export function refuseUnreceived(receivedOn: LocalDate | undefined, today: LocalDate): void {
  if (receivedOn && receivedOn > today) {
    throw new Refusal('date-future', `Ngày nhận văn bản “${receivedOn}” ở sau ngày hôm nay (${today}).`);
  }
}

/** Whoever hands in for another is known by name, and is another. */
export function refuseStranger(onBehalf: OnBehalf | undefined, owing: string, organisations: Organisation[]): void {
  if (!onBehalf) return;
  const { organisation } = onBehalf;
  if (!organisations.some(({ id }) => id === organisation)) {
    throw new Refusal('organisation-unknown', `Không có cơ quan nào mang mã “${organisation}” để nộp thay.`);
  }
  if (organisation === owing) {
    throw new Refusal('organisation-same', `“${organisation}” nộp báo cáo của chính mình, không phải nộp thay.`);
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
