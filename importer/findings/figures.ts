/** `26,05` → 26.05, `1.000` → 1000, as Vietnamese papers write numbers. */
export function plainNumber(written: string): number {
  const isGrouped = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(written);
  return Number((isGrouped ? written.replaceAll('.', '') : written).replace(',', '.'));
}

/** A change that goes against its own word. */
export interface ReversedChange {
  /** `giảm từ 55 … xuống 56` */
  words: string;
  /** The same as the text has it, in full. */
  exact: string;
  /** True where the word says up, and the figures go down. */
  rises: boolean;
}

const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
const SOFTENED = String.raw`(?:(?:mức|trên|dưới|hơn|gần|khoảng|còn|đạt|đến|tới|thành|không quá|tối đa|tối thiểu|ít nhất)\s+)*`;
const changeBy = (verb: string, turn: string): RegExp =>
  new RegExp(
    String.raw`${verb}từ\s+${SOFTENED}(?<first>${NUMBER})(?<firstUnit>[^;]{0,80}?)${turn}\s+${SOFTENED}(?<last>${NUMBER})(?<lastUnit>[^,;]{0,40})`,
    'iu',
  );
/** In the order in which they are looked for. A range, `giảm từ 2 đến 3%`, is no change; nor is `từ 15 tuổi trở lên`. */
const CHANGES: readonly { pattern: RegExp; rises: boolean }[] = [
  { pattern: changeBy(String.raw`(?<verb>(?:giảm|hạ)\s+)?`, String.raw`(?<!trở\s+)(?<turn>xuống)`), rises: false },
  { pattern: changeBy(String.raw`(?<verb>(?:tăng|nâng)\s+)?`, String.raw`(?<!trở\s+)(?<turn>lên)`), rises: true },
  { pattern: changeBy(String.raw`(?<verb>(?:giảm|hạ)\s+(?:[^;\d]{0,80}\s)?)`, '(?<turn>còn)'), rises: false },
  { pattern: changeBy(String.raw`(?<verb>(?:tăng|nâng)\s+)`, '(?<turn>đến|tới)'), rises: true },
];

/** `giảm từ 55 ca sinh/1.000 phụ nữ xuống 56/1.000 phụ nữ`, or null where the figures go as the word says. */
export function reversedChange(text: string): ReversedChange | null {
  for (const { pattern, rises } of CHANGES) {
    const match = pattern.exec(text);
    const { verb = '', first = '', firstUnit = '', turn = '', last = '', lastUnit = '' } = match?.groups ?? {};
    if (!match || !isSameUnit(firstUnit, lastUnit)) continue;
    const [from, to] = [plainNumber(first), plainNumber(last)];
    if (rises ? to >= from : to <= from) continue;
    const exact = match[0].slice(0, match[0].length - lastUnit.length);
    const [begin, end] = [`${verb}từ ${first}${percentOf(firstUnit)}`, `${turn} ${last}${percentOf(lastUnit)}`];
    const isNext = firstUnit.replace('%', '').trim() === '';
    return { words: `${begin}${isNext ? ' ' : ' … '}${end}`, exact, rises };
  }
  return null;
}

const percentOf = (unit: string): string => (/^\s*%/.test(unit) ? '%' : '');

/** `ca sinh/1.000 phụ nữ` and `/1.000 phụ nữ` are one unit, `tuổi` and `%` are two; what is left out is the other's. */
function isSameUnit(first: string, last: string): boolean {
  const [a, b] = [unitOf(first), unitOf(last)];
  if (a.percent !== b.percent) return b.word === '' && b.base === '' && !b.percent;
  if (a.base !== '' && b.base !== '') return a.base === b.base;
  return a.base !== '' || b.base !== '' || a.word === '' || b.word === '' || a.word === b.word;
}

function unitOf(text: string): { percent: boolean; base: string; word: string } {
  return {
    percent: /^\s*%/.test(text),
    base: /\/\s?(\d[\d.]*)/.exec(text)?.[1]?.replace(/\.$/, '') ?? '',
    word: /^\s*(\p{L}+)/u.exec(text)?.[1]?.toLowerCase() ?? '',
  };
}

/** A ratio of two different things, `108 bé trai/110 bé gái`. */
const RATIO = new RegExp(
  String.raw`(?<![\d.,/])(?<count>${NUMBER})\s+(?<of>\p{L}+(?:\s\p{L}+){0,3})\s?\/\s?(?<base>${NUMBER})\s+(?<to>\p{L}+(?:\s\p{L}+)?)`,
  'iu',
);
/** Below this a base is a real number of people or places: `2 giáo viên/35 trẻ`. */
const SMALLEST_BASE = 100;

/** A ratio whose base is no power of ten, with the one that was probably meant; null where there is none. */
export function uncustomaryBase(text: string): { words: string; base: string; customary: number } | null {
  const match = RATIO.exec(text);
  const { of = '', base = '', to = '' } = match?.groups ?? {};
  // `120 xã/125 xã` counts a part of one thing.
  if (!match || to.toLowerCase().startsWith(of.toLowerCase())) return null;
  const value = plainNumber(base);
  const isOfBirths = /trai$/iu.test(of) && /gái$/iu.test(to);
  const customary = isOfBirths ? SMALLEST_BASE : 10 ** Math.round(Math.log10(value));
  if ((value < SMALLEST_BASE && !isOfBirths) || Number.isInteger(Math.log10(value))) return null;
  return { words: match[0], base, customary };
}
