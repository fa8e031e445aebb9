/**
 * Places at which a test may end or hold whoever runs a command: before its transaction is committed, and between that
 * and the answer. A production root gives no `failpoint` to its services.
 */
export const SERVICE_FAILPOINTS = ['fact-written', 'fact-committed'] as const;
export type ServiceFailpoint = (typeof SERVICE_FAILPOINTS)[number];

export type AtServiceFailpoint = (name: ServiceFailpoint) => Promise<void>;
