import { describe, expect, it } from 'vitest';
import { forbiddenWordIn } from '../domain/forbidden-words.ts';
import { RELATIONS } from '../domain/organisation.ts';
import { RUNG_IDS } from '../domain/rung.ts';
import { renderLetter } from './letter.ts';
import { lead, letter, matter, type SampleChoice, sampleLetter } from './letter/sample.ts';

/** Every rung to every relation, requested or not, about one matter and about several. */
const choices = RUNG_IDS.flatMap((rung) =>
  RELATIONS.flatMap((relation) =>
    [false, true].flatMap((requested) =>
      [false, true].map((many): SampleChoice => ({ rung, relation, requested, many })),
    ),
  ),
);

describe('every letter', () => {
  it.each(choices)('$rung to $relation, requested $requested, many $many: sane words', (choice) => {
    const given = sampleLetter(choice);
    const { subject, text, html, events = [] } = renderLetter(given);
    const told = events.flatMap(({ title, description }) => [title, description]);
    for (const part of [subject, text, html, ...told]) {
      expect(part).toBe(part.normalize('NFC'));
      expect(forbiddenWordIn(part)).toBeNull();
      expect(part).not.toMatch(/undefined|null|NaN|\[object|\{\{|\{%/);
    }
    expect(subject + text).not.toMatch(/\S {2,}|,,|\.\.|\( *\)| [,.;:]/m);
    expect(subject.length).toBeLessThanOrEqual(190);
    expect(subject).toContain('KH 123/KH-UBND');
    expect(subject).toMatch(/\d\d\/\d\d\/2025/);
    expect(html).toContain('<html lang="vi">');
    expect(text).toContain('không thay thế văn bản hành chính');
    expect(text.match(/^Kính (gửi|báo cáo): .+/gm)).toHaveLength(1);
    expect(given.to.contact.name === lead.official.name || text.includes(`${lead.official.name}`)).toBe(true);
    expect(given.to.contact.name === lead.official.name || text.includes(`điện thoại ${lead.official.phone}`)).toBe(
      true,
    );
  });

  it('would be caught with a forbidden word in it', () => {
    const { text, html } = renderLetter(letter([matter('opening', { stateLabel: 'quá hạn' })]));
    expect(forbiddenWordIn(text)).toBe('Quá hạn');
    expect(forbiddenWordIn(html)).toBe('Quá hạn');
  });

  it('never tells a body that is asked and not ordered of what has not come', () => {
    const polite = choices.filter(
      ({ rung, relation, requested }) => rung === 'late-1' && (requested || relation === 'party-mass'),
    );
    expect(polite.length).toBeGreaterThan(10);
    for (const choice of polite) {
      const { subject, text } = renderLetter(sampleLetter(choice));
      expect(subject + text).not.toMatch(/chưa nhận|chưa gửi|Tình trạng/);
      expect(text).toContain('kính đề nghị');
    }
  });
});
