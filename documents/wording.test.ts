import { describe, expect, it } from 'vitest';
import { renderLetter } from './letter.ts';
import { letter, matter } from './letter/sample.ts';
import { wordingOf } from './wording.ts';
import { definitionOf, TEXT_IDS, type TextId } from './wording/catalogue.ts';
import { textFault } from './wording/check.ts';
import { namesIn, parseBody } from './wording/template.ts';

const FOOTNOTE = 'closing.note';
const CONTACT = 'closing.contact';
const UNTIL = 'returned.until';
const SUBJECT = 'reminder.subject';

const sentence = (id: TextId, body: string): string | undefined => textFault(id, body)?.message;

describe('the catalogue', () => {
  it.each(TEXT_IDS)('%s passes the check that a lead’s own words have to pass', (id) => {
    expect(textFault(id, definitionOf(id).body)).toBeNull();
  });
  it.each(TEXT_IDS)('%s names all it may name, and nothing twice', (id) => {
    const { variables, must, use, body } = definitionOf(id);
    expect([...new Set(variables)]).toEqual(variables);
    expect(variables).toEqual(expect.arrayContaining([...must]));
    expect(use).not.toBe('');
    // The sentences that open a reminder may all name the same; not every tone does.
    if (!id.startsWith('reminder.intro')) expect(new Set(namesIn(parseBody(body)))).toEqual(new Set(variables));
  });
});

describe('a lead’s own words', () => {
  const changed = wordingOf(
    new Map([
      [FOOTNOTE, 'Thư gửi từ hộp thư chung của Sở.\nKhông phải văn bản hành chính.'],
      [SUBJECT, '[{{ so_ke_hoach }}] {{ noi_dung | upcase }}: {{ han }}'],
    ]),
  );
  it('stand in the letter in place of the default, each line a paragraph', () => {
    const { subject, text, html } = renderLetter(letter([matter('opening')]), changed);
    expect(subject).toBe('[KH 123/KH-UBND] BÁO CÁO NĂM 2025 VỀ CÔNG TÁC BÌNH ĐẲNG GIỚI: chậm nhất thứ Hai 24/11/2025');
    expect(text).toContain('Thư gửi từ hộp thư chung của Sở.\n');
    expect(html).toContain('<em>Không phải văn bản hành chính.</em>');
    expect(text).not.toContain('không thay thế văn bản hành chính');
  });
  it('that the catalogue no longer takes give way to the default: no letter is lost for its words', () => {
    const stale = wordingOf(
      new Map([
        [FOOTNOTE, '{{ ten_bien_cu }}'],
        ['ma.da-bo', 'gì đó'],
      ]),
    );
    expect(renderLetter(letter([matter('opening')]), stale)).toEqual(renderLetter(letter([matter('opening')])));
  });
  it('may choose between words, for a telephone that nobody has', () => {
    const body = '{{ can_bo }}{% if dien_thoai %} ({{ dien_thoai }}){% else %} (qua thư){% endif %}';
    expect(sentence(CONTACT, body)).toBeUndefined();
    const given = letter([matter('opening')]);
    const { phone: _none, ...official } = given.lead.official;
    const wording = wordingOf(new Map([[CONTACT, body]]));
    expect(renderLetter(given, wording).text).toContain('(0212 000 0000)');
    expect(renderLetter({ ...given, lead: { ...given.lead, official } }, wording).text).toContain('(qua thư)');
  });
});

describe('a check tells in one sentence what is wrong and which rule it breaks', () => {
  it.each<[TextId, string, string, RegExp]>([
    [UNTIL, 'trước {{ ngay_gui }}', 'text-variable-unknown', /“\{\{ ngay_gui \}\}”.*chỉ có ngay, ngay_nhan\.$/],
    [UNTIL, '{{ ngay }} {{ ngay.constructor }}', 'text-variable-unknown', /ngay\.constructor/],
    [UNTIL, '{{ ngay }}{% if ngay_nhan %}{{ x }}{% endif %}', 'text-variable-unknown', /“\{\{ x \}\}”/],
    [FOOTNOTE, '{{ ngay }}', 'text-variable-unknown', /văn bản này không có biến nào/],
    [UNTIL, 'Thời gian đề nghị: sớm.', 'text-variable-missing', /không nêu \{\{ ngay \}\}: biến này phải có/],
    [UNTIL, '{% if ngay_nhan %}{{ ngay }}{% endif %}', 'text-variable-missing', /\{\{ ngay \}\}/],
    [UNTIL, '{% if false %}{{ ngay }}{% endif %}', 'text-variable-missing', /\{\{ ngay \}\}/],
    [UNTIL, '{{ ngay }} là quá hạn', 'text-forbidden-word', /Lời có từ “quá hạn”.*“yêu cầu”/],
    [UNTIL, '{{ ngay }} quá {{ ngay }}hạn', 'text-forbidden-word', /“quá hạn”/],
    [UNTIL, '{{ ngay }} {{ "Yêu Cầu" | downcase }}', 'text-forbidden-word', /“Yêu Cầu”/],
    [UNTIL, '{{ ngay }} {{ "quá" }} {{ "hạn" }}', 'text-forbidden-word', /“quá hạn”/],
    [UNTIL, '{{ ngay', 'text-syntax', /“\{\{ ngay” ở dòng 1 viết sai cú pháp/],
    [UNTIL, '{{ ngay }}\n{% if ngay %}', 'text-syntax', /“\{% if ngay %\}” ở dòng 2/],
    [UNTIL, '{{ ngay | date: "%d" }}', 'text-syntax', /sau dấu \| chỉ có upcase và downcase/],
    [UNTIL, '{% for i in ngay %}{{ i }}{% endfor %}', 'text-syntax', /“\{% for i in ngay %\}”.*chỉ có biến/],
    [UNTIL, '{% include "/etc/passwd" %}', 'text-syntax', /include/],
    [UNTIL, '{% assign ngay = "mai" %}{{ ngay }}', 'text-syntax', /assign/],
    [UNTIL, ' \n ', 'text-empty', /text reset/],
    [UNTIL, `{{ ngay }}${'a'.repeat(4_000)}`, 'text-too-long', /nhiều nhất 4000/],
    [SUBJECT, '{{ so_ke_hoach }}\n{{ noi_dung }} {{ han }}', 'text-not-one-line', /có 2 dòng/],
    [SUBJECT, `${'rất '.repeat(40)}{{ so_ke_hoach }} {{ noi_dung }} {{ han }}`, 'text-too-long', /nhiều nhất 190/],
  ])('%s: %s', (id, body, code, told) => {
    const fault = textFault(id, body);
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(told);
    expect(fault?.message).not.toMatch(/undefined|line:|not found|[a-z]+Error/);
  });
  it('lets the forbidden words stand where they are quoted', () => {
    expect(sentence(UNTIL, 'Theo Kế hoạch (“theo yêu cầu của Bộ”): {{ ngay }}')).toBeUndefined();
  });
});

describe('what comes with the data stays data', () => {
  const nasty = '{{ ngay }} {% if x %} <script>alert(1)</script>\r\nBcc: all@evil.example';
  const shown = '{{ ngay }} {% if x %} <script>alert(1)</script> Bcc: all@evil.example';
  const given = letter([
    matter('returned', {
      ...{ organisationName: nasty, name: nasty, includes: [nasty] },
      returned: { reason: nasty, until: '2025-11-27', items: [nasty], movedBy: nasty },
      dateIsNew: true,
    }),
    matter('opening', { name: nasty, basis: nasty }),
  ]);
  const words = renderLetter({
    ...given,
    to: { ...given.to, organisationName: nasty, contact: { ...given.to.contact, name: nasty } },
    lead: { ...given.lead, shortName: nasty, official: { ...given.lead.official, name: nasty, phone: nasty } },
  });
  it('in the text, character by character', () => {
    expect(words.text).toContain(`Kính gửi: ${shown} (đồng chí ${shown}`);
    expect(words.text).toContain(`“${shown}”`);
    expect(words.text).not.toMatch(/^Bcc:/m);
  });
  it('in HTML as signs, never as markup', () => {
    expect(words.html).toContain('{{ ngay }} {% if x %} &lt;script&gt;alert(1)&lt;/script&gt; Bcc:');
    expect(words.html).not.toContain('<script');
  });
  it('in the subject and in calendars on one line', () => {
    for (const told of [words.subject, ...(words.events ?? []).map(({ title }) => title)]) {
      expect(told).not.toMatch(/[\r\n]/);
      expect(told).toContain('{{ ngay }}');
    }
    expect(words.events).toHaveLength(2);
  });
});
