import type { Finding } from '../../domain/plan.ts';
import { yearsInferred } from './dates.ts';
import { deadlinesOf } from './dated.ts';
import { bodyOf, clausesOf, sourceOf } from './plan-text.ts';
import type { TextSubject } from './plan-text.ts';
import { lateCampaign } from './rounds.ts';
import { writtenWindows } from './written-date.ts';
import type { WrittenWindow } from './written-date.ts';

interface Campaign extends WrittenWindow {
  line: number;
}

export const campaignsAfterReport = (subject: TextSubject): Finding[] =>
  campaignsOf(subject).flatMap(({ words, to, line }) =>
    lateCampaign(subject.plan.rounds, { words, to }, sourceOf(subject, line, words)),
  );

export const campaignYears = (subject: TextSubject): Finding[] =>
  campaignsOf(subject)
    .filter(({ words }) => !/\d{4}/.test(words))
    .map(({ words, to, line }) => yearsInferred([words], [to.slice(0, 4)], sourceOf(subject, line, words)));

/** Each span of activity once, and none that the plan's own duties tell with the line in which it is written. */
function campaignsOf(subject: TextSubject): Campaign[] {
  const all = bodyOf(subject).flatMap(({ number, text }) =>
    clausesOf(text)
      .filter((clause) => !isOfFigures(clause))
      .flatMap((clause) => writtenWindows(clause, subject.plan.document.year))
      .map((window) => ({ ...window, line: number })),
  );
  return all.flatMap((campaign, index) => {
    const same = all.filter((one) => isSameSpan(one, campaign));
    const told = deadlinesOf(subject.plan).filter(
      ({ deadline }) => deadline.kind === 'window' && isSameSpan(deadline, campaign),
    );
    if (all.findIndex((one) => isSameSpan(one, campaign)) < index) return [];
    const isTold = told.some(({ deadline, source }) => subject.lines[source.line - 1]?.includes(deadline.text));
    return isTold ? [] : (same.find(({ words }) => told.some(({ deadline }) => deadline.text === words)) ?? campaign);
  });
}

/** `số liệu tính từ ngày 15/12 đến ngày 14/6`: what is counted, not what is done. */
const isOfFigures = (clause: string): boolean => /số liệu|kỳ báo cáo|thời kỳ báo cáo/iu.test(clause);

const isSameSpan = (a: { from: string; to: string }, b: { from: string; to: string }): boolean =>
  a.from === b.from && a.to === b.to;
