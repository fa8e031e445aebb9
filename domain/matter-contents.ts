import type { Activation } from './activation.ts';
import { trackOf } from './track.ts';

/**
 * What a report is made of, in few words: indicators, duties, and the general part that every report of a round has.
 * `4.*` stands for all indicators of an objective, whose number only the other document tells.
 */
export function includedIn(
  row: { kind: 'report' | 'own'; upward: boolean },
  items: { id: string }[],
  { plan, schedule }: Activation,
): string[] {
  if (row.kind !== 'report') return [];
  const carried = plan.items.filter(({ id }) => items.some((item) => item.id === id));
  const indicators = carried.flatMap(({ indicators: numbers }) => numbers);
  const whole = indicators.filter((no) => no.endsWith('.*')).map((no) => no.slice(0, -2));
  const single = indicators.length - whole.length;
  const lines = carried.filter((item) => trackOf(item, schedule) === 'line').length;
  return [
    ...(single > 0 ? [`${single} chỉ tiêu`] : []),
    ...whole.map((objective) => `các chỉ tiêu Mục tiêu ${objective}`),
    ...(lines > 0 ? [`${lines} nhiệm vụ`] : []),
    'nội dung chung',
  ];
}
