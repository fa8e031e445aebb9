/**
 * FNV-1a over UTF-16 code units, an unsigned 32-bit number. Stable across machines and versions, because instants of
 * messages are spread by it and a preview must give the same instants as the run a year later.
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
