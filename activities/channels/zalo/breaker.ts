import { MINUTE_MS } from '../../../domain/time.ts';

/** Silences in a row after which a server counts as away. */
const SILENCES = 5;
const AWAY_MS = MINUTE_MS;

/** Whether it makes sense to ask a server now: a morning of two hundred messages must not wait for each silence. */
export interface Breaker {
  isOpen(): boolean;
  /** What came of asking. */
  heard(answered: boolean): void;
}

/** Technical time. */
export function createBreaker(now: () => number = () => Date.now()): Breaker {
  let silences = 0;
  let awayUntil = 0;
  return {
    isOpen: () => now() < awayUntil,
    heard(answered) {
      silences = answered ? 0 : silences + 1;
      if (silences < SILENCES) return;
      silences = 0;
      awayUntil = now() + AWAY_MS;
    },
  };
}
