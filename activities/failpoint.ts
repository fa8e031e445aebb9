/**
 * Places at which a test may end or hold a worker, in the order in which one message passes them. A production root
 * gives no `failpoint` to its activities, so that nothing there can be set off. What is `chosen` or `composed` is not
 * committed yet.
 */
export const FAILPOINTS = [
  'round-written',
  'rungs-written',
  'letters-chosen',
  'letters-claimed',
  'message-taken',
  'message-settled',
  'draft-composed',
  'draft-made',
  'outbox-told',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

export type AtFailpoint = (name: Failpoint) => Promise<void>;
