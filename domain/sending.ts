/**
 * `off`: nothing is made. `shadow`: everything is made and kept, nothing leaves; so it is on a new installation and
 * after a restore. `live`: messages leave, to the allow-list alone where there is one.
 */
export const SENDING_MODES = ['off', 'shadow', 'live'] as const;
export type SendingMode = (typeof SENDING_MODES)[number];

export const STOP_SCOPES = ['all', 'plan', 'organisation'] as const;
export type StopScope = (typeof STOP_SCOPES)[number];
