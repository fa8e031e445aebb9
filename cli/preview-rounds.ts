import type { Activation, Obligation, Round } from '../domain/activation.ts';
import { lawfulCutOff } from '../domain/cut-off.ts';
import { tierOf } from '../domain/members.ts';
import { roundDefinitions } from '../domain/round-definition.ts';
import { TIERS } from '../domain/schedule.ts';
import { localDateOf } from '../domain/time.ts';
import { count, longDate, longInstant, TIER_LABELS, upperFirst } from '../domain/vietnamese.ts';
import { wrapped } from './output.ts';
import { upwardSentences } from './preview-lead.ts';
import { bodiesOf, dayWords, kindsWords, originWords, type PreviewSubject } from './preview-subject.ts';

/** Each round with everybody's dates, whose they are and why; of one of an earlier year what is still asked for. */
export function roundLines(subject: PreviewSubject): string[] {
  const { rounds } = subject.derived;
  if (rounds.length === 0) return ['  (không có)'];
  return rounds.flatMap((round, index) => {
    const { heading, sentences } = told(round, subject);
    return [...wrapped(heading, `  ${index + 1}. `), ...sentences.flatMap((sentence) => wrapped(sentence, '     - '))];
  });
}

function told(round: Round, subject: PreviewSubject): { heading: string; sentences: string[] } {
  const { activation, derived } = subject;
  const ofRound = derived.obligations.filter((one) => one.round === round.id);
  const members = ofRound.filter(({ upward }) => !upward);
  const upward = upwardSentences(
    ofRound.filter((one) => one.upward),
    round,
    subject,
  );
  if (members.length === 0) return { heading: `${round.name} (mở ${longDate(round.opensOn)})`, sentences: upward };
  const bodies = bodiesOf(members, activation);
  return {
    heading: `${round.name}${addedWords(round, activation)}: ${count(bodies.length)} đơn vị (${kindsWords(bodies)})`,
    sentences: [
      ...dateSentences(members, subject),
      ...cutOffSentence(round, subject),
      `${round.covers === 'items' ? 'Lập dự thảo báo cáo tổng hợp' : 'Lập danh mục văn bản đã nhận'} ` +
        `${longInstant(round.consolidationAt)}; đóng kỳ ${longDate(localDateOf(round.closesAt))}.`,
      ...upward,
    ],
  };
}

/** Of a round that the plan does not name: whose it is. */
function addedWords({ definition }: Round, { plan, schedule }: Activation): string {
  if (plan.rounds.some(({ id }) => id === definition)) return '';
  const added = schedule.addedRounds.find(({ id }) => id === definition);
  return added ? ` (thêm theo ${added.basis})` : ' (kỳ đề xuất, Kế hoạch không nêu)';
}

/** One sentence where all have the same date, else one for each level. */
function dateSentences(members: Obligation[], { activation }: PreviewSubject): string[] {
  const levels = new Map(activation.organisations.map((body) => [body.id, tierOf(body)]));
  const dates = TIERS.flatMap((tier) => {
    const ofTier = members.filter(({ organisation }) => levels.get(organisation) === tier);
    const [first] = ofTier;
    const who = `${upperFirst(TIER_LABELS[tier])} (${count(ofTier.length)}): mở`;
    return first?.deadline && first.opensOn ? [{ who, opensOn: first.opensOn, date: first.deadline }] : [];
  });
  const isOne = dates.every(({ date }) => date.deadline.text === dates[0]?.date.deadline.text);
  const differing = isOne ? dates.slice(0, 1).map((one) => ({ ...one, who: 'Mở' })) : dates;
  return differing.map(({ who, opensOn, date }) => {
    return `${who} ${longDate(opensOn)}, gửi chậm nhất ${dayWords(date)}: ${originWords(date)}.`;
  });
}

/** Figures are estimates where they are counted before the law's own day. */
function cutOffSentence({ cutOff, definition, period }: Round, { activation }: PreviewSubject): string[] {
  if (cutOff === null) return [];
  const kind = roundDefinitions(activation).find(({ id }) => id === definition)?.kind;
  const lawful = kind ? lawfulCutOff(kind, period) : null;
  const isDecided = activation.schedule.rounds[definition]?.cutOff === cutOff;
  const isEstimate = lawful !== null && cutOff < lawful;
  const rule = isEstimate ? 'cuối tháng gần nhất trước hạn gửi' : 'theo Điều 12 Nghị định 09/2019/NĐ-CP';
  const status = isEstimate ? ', là số ước thực hiện' : '';
  return [`Số liệu tính đến ${longDate(cutOff)}${status}: ${isDecided ? 'cơ quan đầu mối quyết định' : rule}.`];
}
