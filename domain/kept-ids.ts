/**
 * JSON with whole numbers of sixteen digits and more as strings: ids of Zalo lie beyond 2^53, where a number would be
 * another one. Strings, and all other numbers, stay as they are.
 * @throws SyntaxError where the text is no JSON
 */
export function parseKeepingIds(text: string): unknown {
  const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  return JSON.parse(text.replace(STRING_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)));
}
