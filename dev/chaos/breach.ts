import { type Instant, isoInstant } from '../../domain/time.ts';

/**
 * What has to hold whatever breaks (docs/chaos.md); the numbers are the catalogue's, `equality` is the comparison with
 * the plain reference model, `drive` what the run itself could not do.
 */
export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'equality', 'drive'] as const;
export type Invariant = (typeof INVARIANTS)[number];

/** One thing that does not hold, in a sentence with its facts. */
export interface Finding {
  invariant: Invariant;
  fact: string;
}

/** A seed that fails: which step, which invariant, and the facts. */
export class Breach extends Error {
  override readonly name = 'Breach';
  readonly seed: number;
  readonly at: Instant;
  readonly findings: Finding[];

  constructor(seed: number, at: Instant, step: string, findings: Finding[]) {
    const facts = findings.slice(0, 12).map(({ invariant, fact }) => `  ${invariant}: ${fact}`);
    const more = findings.length > 12 ? [`  … and ${findings.length - 12} more`] : [];
    super([`seed ${seed} fails at ${isoInstant(at).slice(0, 16)}, after ${step}`, ...facts, ...more].join('\n'));
    this.seed = seed;
    this.at = at;
    this.findings = findings;
  }
}
