/**
 * Where a message comes back to: `tra-lai@so.example` and the envelope `ubnd-tinh.57` give `tra-lai+57@so.example`. The
 * number alone is told, since numbers are counted over all tenants, and a local part is short.
 */
export function returnPathOf(address: string, envelopeId: string): string {
  const at = address.lastIndexOf('@');
  const number = envelopeId.slice(envelopeId.lastIndexOf('.') + 1);
  return `${address.slice(0, at)}+${number}${address.slice(at)}`;
}

/** The number in an address that a mail came to, or null where it is no return path of ours. */
export function numberInReturnPath(address: string, given: string): string | null {
  const at = address.lastIndexOf('@');
  const [before, after] = [`${address.slice(0, at)}+`.toLowerCase(), address.slice(at).toLowerCase()];
  const came = given.trim().toLowerCase();
  if (!came.startsWith(before) || !came.endsWith(after)) return null;
  const number = came.slice(before.length, came.length - after.length);
  return /^\d{1,19}$/.test(number) ? number : null;
}
