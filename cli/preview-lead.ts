import { leadOf, type Obligation, type Round } from '../domain/activation.ts';
import { localDateOf } from '../domain/time.ts';
import { joinWords, longDate } from '../domain/vietnamese.ts';
import { groupBy } from '../domain/group-by.ts';
import { originWords, type PreviewSubject } from './preview-subject.ts';

/**
 * What the lead itself sends up, by when, and how often it is reminded: one sentence for all that is due alike. The
 * reminders without end are one word.
 */
export function upwardSentences(upward: readonly Obligation[], round: Round, subject: PreviewSubject): string[] {
  const { shortName } = leadOf(subject.activation);
  const alike = groupBy(upward, (one) => `${whenWords(one)}; ${remindedWords(one, subject)}`);
  return [...alike].map(([words, some]) => {
    const to = some.map(({ name }) => name.slice(`${round.name} gửi `.length));
    return `${shortName} gửi ${to.join('; ')}${words}.`;
  });
}

const whenWords = ({ deadline }: Obligation): string =>
  deadline ? ` chậm nhất ${longDate(deadline.targetDay)}: ${originWords(deadline)}` : '';

function remindedWords({ id, deadline }: Obligation, { activation, preview }: PreviewSubject): string {
  const days = preview.entries
    .filter(({ obligation, rung }) => obligation === id && rung === 'lead-due')
    .map(({ at }) => localDateOf(at));
  const before = days.filter((day) => deadline !== null && day <= deadline.targetDay);
  const [first] = days.slice(before.length);
  const { leadDueEveryDays: every } = activation.policy;
  const often = every === 7 ? 'hàng tuần' : `${every} ngày một lần`;
  const after = first === undefined ? [] : [`${often} từ ${longDate(first)} đến khi phát hành`];
  const told = [...before.map(longDate), ...after];
  return told.length === 0 ? 'không phải nhắc trong năm' : `nhắc ${joinWords(told)}`;
}
