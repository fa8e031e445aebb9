/** What people do with an obligation; each is one numbered row, and the row's `kind`. */
export const FACT_KINDS = [
  'submit',
  'declarePaper',
  'review',
  'extend',
  'reassign',
  'waive',
  'cancel',
  'promise',
  'recordEvent',
  'withdrawEvent',
  'amend',
  'calendar',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];
