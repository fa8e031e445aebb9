import type { Played } from './play.ts';
import { total } from './usage.ts';

/** Every figure of one contender over the rounds, in the order of the rounds. */
interface Figures {
  /** From the opening of the slot to the last mail taken, s. */
  morning: number[];
  /** From the first mail taken to the last, s. */
  sending: number[];
  /** Processor time of night and morning for each rung, ms. */
  cpu: number[];
  /** Of the night alone. */
  night: number[];
  planning: number[];
}

export const medianOf = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

function figuresOf(played: Played[], rungs: number): Figures {
  const perRung = (seconds: number): number => (seconds * 1000) / rungs;
  const usages = played.flatMap(({ usage }) => (usage ? [usage] : []));
  const mornings = played.flatMap(({ morning }) => (morning ? [morning] : []));
  return {
    morning: mornings.map(({ last }) => last),
    sending: mornings.map(({ first, last }) => last - first),
    cpu: usages.map(({ night, morning }) => perRung(total(night) + total(morning))),
    night: usages.map(({ night }) => perRung(total(night))),
    planning: played.map(({ planning }) => planning),
  };
}

/** The median with the least and the most: `3.21 (3.10–3.40)`. */
function spread(values: number[]): string {
  if (values.length === 0) return '–';
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${medianOf(values).toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

/** The table of all contenders, then the three ratios that are aimed at. */
export function reportOf(played: Played[], rungs: number): string[] {
  const names = [...new Set(played.map(({ contender }) => contender))];
  const figures = new Map(
    names.map((name) => [
      name,
      figuresOf(
        played.filter(({ contender }) => contender === name),
        rungs,
      ),
    ]),
  );
  const rows = [...figures].map(
    ([name, { morning, sending, cpu, night, planning }]) =>
      `| ${[name, spread(morning), spread(sending), spread(cpu), spread(night), spread(planning)].join(' | ')} |`,
  );
  return [
    '| contender | slot to last mail, s | first to last mail, s | CPU a rung, ms | of it the night, ms | planning, s |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...ratiosOf(figures),
    ...partsOf(played, rungs),
  ];
}

function ratiosOf(figures: Map<string, Figures>): string[] {
  const ours = figures.get('ours');
  if (!ours) return [];
  const queues = ['pg-boss', 'graphile-worker'].flatMap((name) => figures.get(name) ?? []);
  const bare = figures.get('bare');
  const ratio = (figure: keyof Figures, floor: number): string => (medianOf(ours[figure]) / floor).toFixed(2);
  const least = (figure: keyof Figures): number => Math.min(...queues.map((queue) => medianOf(queue[figure])));
  return [
    ...(queues.length > 0
      ? [
          `morning, ours / the faster queue: ${ratio('morning', least('morning'))} (aim: at most 1)`,
          `first to last mail, ours / the faster queue: ${ratio('sending', least('sending'))}`,
          `CPU a rung, ours / the cheaper queue: ${ratio('cpu', least('cpu'))} (no aim: a queue keeps no history)`,
        ]
      : []),
    ...(bare
      ? [`CPU of the night, ours / bare workflow: ${ratio('night', medianOf(bare.night))} (aim: at most 1.2)`]
      : []),
  ];
}

/** Who used the processor at night, by the median of the rounds. */
function partsOf(played: Played[], rungs: number): string[] {
  const nights = played.flatMap(({ contender, usage }) => (usage ? [{ contender, night: usage.night }] : []));
  return [...new Set(nights.map(({ contender }) => contender))].map((name) => {
    const own = nights.filter(({ contender }) => contender === name).map(({ night }) => night);
    const parts = (['worker', 'api', 'temporal', 'postgres'] as const).map(
      (part) => `${part} ${medianOf(own.map((night) => (night[part] * 1000) / rungs)).toFixed(2)}`,
    );
    return `night of ${name}, ms a rung: ${parts.join(', ')}`;
  });
}
