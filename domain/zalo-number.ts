/**
 * A Vietnamese mobile number as Zalo takes it, `84` and nine digits, or null where it is none: from `0901 000 001`,
 * `+84 901.000.001`, `84901000001` and `901000001` (zalo.cloud takes the last three forms too; one form makes one reader).
 */
export function zaloNumber(written: string): string | null {
  const digits = written.replace(/[\s.()-]/g, '').replace(/^\+/, '');
  const [, subscriber] = /^(?:84|0)?([35789]\d{8})$/.exec(digits) ?? [];
  return subscriber === undefined ? null : `84${subscriber}`;
}
