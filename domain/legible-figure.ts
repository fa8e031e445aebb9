import type { Figure } from './submission.ts';

const isNumber = (value: unknown): boolean => value === null || (typeof value === 'number' && Number.isFinite(value));
const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);

/**
 * True where a kept figure has the form it was taken in with. What comes in is checked at the door; a row that came by
 * another way, or was spoilt since, must not keep everybody else's figures out of a report.
 */
export function isLegible(figure: Figure): boolean {
  const { numerator, denominator, value, indicator, unit, source, item, scope, note, from, to } = figure;
  return (
    [numerator, denominator, value].every(isNumber) &&
    denominator !== 0 &&
    [indicator, unit, source].every(isText) &&
    [item, scope, note, from, to].every(isTextOrNull)
  );
}
