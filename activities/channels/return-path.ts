/** What counts a message behind its tenant: `57`, or `57.2` for one that took the place of another. */
const NUMBER = String.raw`\d{1,19}(?:\.\d{1,6})?`;

/**
 * Where a message comes back to: `tra-lai@so.example` and the envelope `ubnd-tinh.57` give `tra-lai+57@so.example`. The
 * number alone is told, since numbers are counted over all tenants, and a local part has 64 signs at most (RFC 5321,
 * 4.5.3.1.1).
 */
export function returnPathOf(address: string, envelopeId: string): string {
  const at = address.lastIndexOf('@');
  const number = new RegExp(`\\.(${NUMBER})$`).exec(envelopeId)?.[1];
  return number === undefined ? address : `${address.slice(0, at)}+${number}${address.slice(at)}`;
}

/** The number in an address that a mail came to, or null where it is no return path of ours. */
export function numberInReturnPath(address: string, given: string): string | null {
  const at = address.lastIndexOf('@');
  const [before, after] = [`${address.slice(0, at)}+`.toLowerCase(), address.slice(at).toLowerCase()];
  const came = given.trim().toLowerCase();
  if (!came.startsWith(before) || !came.endsWith(after)) return null;
  const number = came.slice(before.length, came.length - after.length);
  return new RegExp(`^${NUMBER}$`).test(number) ? number : null;
}
