import type { Target } from '../../domain/plan.ts';

/** The figures that meet a target, from `low` to `high`; an open end is not among them. */
interface Range {
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
}

/** True for two targets of one measure that no figure meets both of. */
export function excludeEachOther(one: Target, other: Target): boolean {
  if (one.unit !== other.unit || one.by !== other.by || one.label !== other.label) return false;
  const ranges = [rangeOf(one), rangeOf(other)];
  const low = Math.max(...ranges.map((range) => range.low));
  const high = Math.min(...ranges.map((range) => range.high));
  if (low !== high) return low > high;
  return ranges.some((range) => (range.low === low && range.lowOpen) || (range.high === high && range.highOpen));
}

function rangeOf({ op, value, value2 }: Target): Range {
  const whole = { low: -Infinity, high: Infinity, lowOpen: false, highOpen: false };
  switch (op) {
    case '>=':
      return { ...whole, low: value };
    case '>':
      return { ...whole, low: value, lowOpen: true };
    case '<=':
      return { ...whole, high: value };
    case '<':
      return { ...whole, high: value, highOpen: true };
    case '=':
      return { ...whole, low: value, high: value };
    case 'between':
      return { ...whole, low: value, high: value2 ?? Infinity };
    case '~':
      // About so much leaves room on both sides.
      return whole;
  }
}

/** True for a share that nothing can reach, above the whole or below nothing. */
export function isBeyondShare({ op, value, value2, unit }: Target): boolean {
  if (unit.trim() !== '%') return false;
  const isAbove = op === '>' ? value >= 100 : op !== '<' && op !== '<=' && Math.max(value, value2 ?? value) > 100;
  const isBelow = op === '<' ? value <= 0 : op === '<=' && value < 0;
  return isAbove || isBelow;
}

/** `từ 80% trở lên`, `dưới 30%`: a target in words. */
export function targetWords({ op, value, value2, unit }: Target): string {
  const [figure, second] = [value, value2 ?? value].map((one) => `${String(one).replace('.', ',')}${unitAfter(unit)}`);
  switch (op) {
    case '>=':
      return `từ ${figure} trở lên`;
    case '>':
      return `trên ${figure}`;
    case '<=':
      return `không quá ${figure}`;
    case '<':
      return `dưới ${figure}`;
    case '=':
      return `ở mức ${figure}`;
    case 'between':
      return `từ ${figure} đến ${second}`;
    case '~':
      return `khoảng ${figure}`;
  }
}

const unitAfter = (unit: string): string => (unit === '' || /^[%‰/]/.test(unit) ? unit : ` ${unit}`);
