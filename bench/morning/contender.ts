import type { Database } from '../../db/database.ts';
import type { Instant } from '../../domain/time.ts';
import type { Night } from './night.ts';

/** What one contender works on for one night: a database of its own, and the servers that all share. */
export interface Stage {
  night: Night;
  /** As the tables' owner, whom row level security does not bind here. */
  ownerUrl: string;
  owner: Database;
  /** As the application's role. */
  applicationUrl: string;
  application: Database;
  smtpUrl: string;
  /** Null for those that need none: then none runs. */
  temporal: { address: string; namespace: string } | null;
  /** Real now less business now. */
  clockShift: number;
  /** The slot opens at this real instant, a whole multiple of it. */
  dispatchEverySeconds: number;
  /** Of this night among all nights of a server. */
  id: string;
}

/** One way to remind, brought up for one night. */
export interface Contender {
  name: string;
  needsTemporal: boolean;
  /** False: it writes rows and sends nothing. */
  sends: boolean;
  start(stage: Stage): Promise<Running>;
}

export interface Running {
  /** Of the process that works. */
  pid: number;
  /** Everything of the night is planned when it returns. */
  schedule(): Promise<void>;
  /** A person moves one date in twenty, in the middle of the night. */
  move(): Promise<void>;
  /** Rows of this night, written so far. */
  written(): Promise<number>;
  stop(): Promise<void>;
}

/** The real instant of a business one. */
export const realOf = (instant: Instant, { clockShift }: Pick<Stage, 'clockShift'>): Instant => instant + clockShift;
