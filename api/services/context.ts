import type { Database } from '../../db/database.ts';
import type { Instant } from '../../domain/time.ts';
import type { AtServiceFailpoint } from './failpoint.ts';

/** What a service works with. Business time comes from one injected clock. */
export interface ServiceContext {
  database: Database;
  tenant: string;
  now(): Instant;
  /** Before every workflow id; a rehearsal has its own. */
  idPrefix: string;
  /** Tests only; see failpoint.ts. */
  failpoint?: AtServiceFailpoint | undefined;
}

/** The clock of an installation: `clockShift` is 0 but for demonstrations and rehearsals. */
export const shiftedClock = (clockShift: number) => (): Instant => Date.now() - clockShift;
