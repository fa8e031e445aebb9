import type { Deadline } from '../domain/plan.ts';

/** A window that ends before it begins. */
export function isDeadlineWindowReversed(deadline: Deadline): deadline is Extract<Deadline, { kind: 'window' }> {
  return deadline.kind === 'window' && deadline.to < deadline.from;
}
