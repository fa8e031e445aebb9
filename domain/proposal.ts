import type { LocalDate } from './time.ts';
import { longDate } from './vietnamese.ts';

export type UndecidedCode =
  | 'approval-missing'
  | 'round-date'
  | 'round-proposed'
  | 'lead-date'
  | 'item-date'
  | 'item-event'
  | 'item-unassigned'
  | 'participants'
  | 'indicator-unowned'
  | 'targets-elsewhere';

/** What the plan does not say and the lead has not decided: a preview goes by the proposal, an activation does not. */
export interface Undecided {
  code: UndecidedCode;
  /** The field of the schedule that decides it: `rounds.nam`. */
  at: string;
  /** What the plan says, or does not say. */
  fact: string;
  /** One Vietnamese sentence: the fact, the proposal with its rule, and where to decide. */
  message: string;
  /** False for what has to be seen, and holds no activation up. */
  blocks: boolean;
  /** The days that would stand; empty where nothing can be proposed. */
  proposed: ProposedDay[];
}

export interface ProposedDay {
  /** The level, or the members' round, that it is for; empty where the field is about one. */
  of: string;
  /** The same in words. */
  who: string;
  day: LocalDate;
  /** The rule that gave the day. */
  reason: string;
}

/** `thứ Tư 15/11/2017 cho cấp huyện: 10 ngày làm việc trước …; thứ Hai 20/11/2017 cho …` */
export function proposedWords(proposed: readonly ProposedDay[]): string {
  const words = proposed.map(({ who, day, reason }) => {
    const whose = who === '' ? '' : ` cho ${who}`;
    return `${longDate(day)}${whose}: ${reason}`;
  });
  return words.join('; ');
}

/** What a text says of a time in place of a date: `chỉ nêu “theo quy định”`. */
export const wordsInPlace = (text: string): string => (text === '' ? 'không nêu thời hạn' : `chỉ nêu “${text}”`);
