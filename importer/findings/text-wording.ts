import { nameKey } from '../../domain/party.ts';
import type { Finding } from '../../domain/plan.ts';
import { assignmentOf, beginningOf, bodyOf, sourceOf } from './plan-text.ts';
import type { TextSubject } from './plan-text.ts';
import { note } from './subject.ts';

/** Words that readers of scanned pages confuse, where they change what a duty or a target says. */
const CONFUSED: readonly { wrong: RegExp; right: string }[] = [
  // “phần đầu” is a word too: the first part of something.
  { wrong: /phần đầu(?=\s+(?:đạt|đến|mỗi|tăng|giảm|hoàn thành|có|từ|\d))/giu, right: 'phấn đấu' },
  { wrong: /bổ trí/giu, right: 'bố trí' },
];

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Misspelt words, each once: syllables with two tone marks, which no Vietnamese word has, and known confusions. */
export function wordsGarbled(subject: TextSubject): Finding[] {
  const found = bodyOf(subject).flatMap(({ number, text }) => [
    ...[...text.matchAll(/\p{L}+/gu)]
      .filter(([word]) => tonesOf(word) > 1)
      .map(([word]) => ({ number, word, right: null })),
    ...CONFUSED.flatMap(({ wrong, right }) => [...text.matchAll(wrong)].map(([word]) => ({ number, word, right }))),
  ]);
  return found.flatMap(({ number, word, right }, index) => {
    const all = found.filter((other) => other.word.toLowerCase() === word.toLowerCase());
    if (all[0] !== found[index]) return [];
    const lines = [...new Set(all.map((one) => one.number))].join(', ');
    const why = right === null ? 'có hai dấu thanh, không phải chữ tiếng Việt' : `có lẽ là “${right}”`;
    const message = `Chữ “${word}” (dòng ${lines}) ${why}; giữ nguyên như văn bản.`;
    return [note('text-garbled', message, sourceOf(subject, number, word))];
  });
}

const tonesOf = (word: string): number => word.normalize('NFD').match(TONES)?.length ?? 0;

/** A shorter sentence may well stand in two places. */
const FEWEST_WORDS = 12;

/** A sentence that is copied word for word, before the assignments: of those each party has its own. */
export function sentencesRepeated(subject: TextSubject): Finding[] {
  const { from } = assignmentOf(subject);
  const sentences = bodyOf(subject)
    .filter(({ number }) => number < from)
    .flatMap(({ number, text }) =>
      text
        .replace(/^[-+*]\s*/, '')
        .split(/(?<=[.;])\s+/u)
        .filter((sentence) => /[.;]$/.test(sentence) && sentence.split(' ').length >= FEWEST_WORDS)
        .map((sentence) => ({ number, sentence, key: nameKey(sentence.replace(/[.;]$/, '')) })),
    );
  return sentences.flatMap(({ number, sentence, key }, index) => {
    const earlier = sentences.slice(0, index).find((other) => other.key === key);
    if (!earlier) return [];
    const { words, shown } = beginningOf(sentence);
    const message = `Câu “${shown}” đã nêu nguyên văn ở dòng ${earlier.number}; tính là một nhiệm vụ.`;
    return [note('duplicate-duty', message, sourceOf(subject, number, words))];
  });
}
