import type { Finding, PlanItem, PlanRound } from '../../domain/plan.ts';
import { joinWords } from '../../domain/vietnamese.ts';
import { impossibleDates } from './dates.ts';
import { isDecided } from './rounds.ts';
import { note, warning } from './subject.ts';
import type { Subject } from './subject.ts';

/**
 * Words that name no day, where a day is needed: a round's, and those of a duty with an obligation of its own. A duty
 * that is told in a report has the report's. Once the lead has decided it is worth knowing, no more.
 */
export function deadlineUndetermined(subject: Subject): Finding[] {
  const { plan, schedule } = subject;
  const items = plan.items.flatMap((item) => undeterminedItem(item, subject));
  const rounds = plan.rounds.filter(
    ({ deadline: { kind, text } }) => kind === 'undetermined' && !isImpossible(text, subject),
  );
  const isSaid = ({ id }: PlanRound) => isDecided(schedule?.rounds[id]);
  const open = byLine(rounds.filter((round) => !isSaid(round))).map((all) => {
    const message = `${roundsSentence(all)}; cơ quan đầu mối cần định ngày khi kích hoạt.`;
    return warning('deadline-undetermined', message, all[0]?.source);
  });
  const decided = byLine(rounds.filter(isSaid)).map((all) => {
    const message = `${roundsSentence(all)}; cơ quan đầu mối đã định ngày trong quyết định kích hoạt.`;
    return note('deadline-undetermined', message, all[0]?.source);
  });
  return [...items, ...open, ...decided];
}

/** One clause often orders several reports, and leaves all of them open. */
const byLine = (rounds: PlanRound[]): PlanRound[][] =>
  [...new Set(rounds.map(({ source }) => source.line))].map((line) =>
    rounds.filter(({ source }) => source.line === line),
  );

function roundsSentence(rounds: PlanRound[]): string {
  const names = joinWords(rounds.map(({ name }) => `“${name}”`));
  const words = [...new Set(rounds.map(({ deadline }) => deadline.text).filter((text) => text !== ''))];
  return `Kỳ ${names} ${wordsOf(joinWords(words.map((one) => `“${one}”`)))}`;
}

/** A document to draw up has a proposal that stands by itself; the day of anything else only the lead can tell. */
function undeterminedItem(item: PlanItem, subject: Subject): Finding[] {
  const { title, deadline, source } = item;
  const decision = subject.schedule?.items[item.id];
  const track = decision?.track ?? item.track;
  if (deadline.kind !== 'undetermined' || !['own', 'await'].includes(track)) return [];
  if (isImpossible(deadline.text, subject)) return [];
  const fact = `Nhiệm vụ “${title}” ${wordsOf(deadline.text === '' ? '' : `“${deadline.text}”`)}`;
  if (decision?.deadlines || decision?.event !== undefined || decision?.asProposed)
    return [note('deadline-undetermined', `${fact}; cơ quan đầu mối đã định trong quyết định kích hoạt.`, source)];
  if (track === 'await') {
    const message = `${fact}, cũng không nêu phải chờ việc gì; cơ quan đầu mối cần xác định khi kích hoạt.`;
    return [warning('deadline-undetermined', message, source)];
  }
  // What has to be drawn up for a campaign is due before it begins, whenever the plan was issued.
  const campaign = item.also.find(({ kind }) => kind === 'window');
  if (item.product !== null && !campaign)
    return [note('deadline-undetermined', `${fact}; đề xuất 20 ngày làm việc sau ngày ban hành kế hoạch.`, source)];
  const span = campaign ? `; “${campaign.text}” là đợt hoạt động, không phải thời hạn` : '';
  return [warning('deadline-undetermined', `${fact}${span}; cơ quan đầu mối cần định ngày khi kích hoạt.`, source)];
}

/** A day that does not exist has a finding of its own. */
const isImpossible = (text: string, { plan }: Subject): boolean => impossibleDates(text, plan.document.year).length > 0;

/** `quoted` as it stands between quotation marks. */
const wordsOf = (quoted: string): string => (quoted === '' ? 'không nêu thời hạn' : `chỉ nêu thời hạn ${quoted}`);
