/**
 * Words of command, and the name of this program, that no reader of a letter may meet: users.md §1 and §4. In a
 * quotation they may stand, for the plan's own words are quoted as they are.
 */
const FORBIDDEN = /đôn[\s-]*đốc|don[\s-]*doc|quá\s+hạn|vi\s+phạm|yêu\s+cầu|cảnh\s+báo/iu;

/** For a sentence that names the rule. */
export const FORBIDDEN_WORDS = ['Đôn Đốc', 'quá hạn', 'vi phạm', 'yêu cầu', 'cảnh báo'] as const;

/** The first forbidden word outside quotations, as it is written there; null where there is none. */
export function forbiddenWordIn(text: string): string | null {
  const plain = withoutQuotations(text.normalize('NFC').replace(/\p{Cf}/gu, ''));
  return FORBIDDEN.exec(plain)?.[0] ?? null;
}

/** Quotations “…” may hold others; one that is never closed shelters nothing. */
function withoutQuotations(text: string): string {
  let rest = text;
  for (;;) {
    const without = rest.replace(/“[^“”]*”/gu, ' … ');
    if (without === rest) return rest;
    rest = without;
  }
}
