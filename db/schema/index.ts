export * from './ledger.ts';
export * from './notification.ts';
export * from './obligation.ts';
export * from './organisation.ts';
export * from './plan.ts';
