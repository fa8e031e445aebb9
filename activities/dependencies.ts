import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { MessageChannel } from './channels/channel.ts';
import type { AtFailpoint } from './failpoint.ts';

/** What activities work with; no module keeps a client of its own. */
export interface Dependencies {
  database: Database;
  client: Client;
  email: MessageChannel;
  /** Null where the installation has none: what is to go by it fails, and by e-mail it went anyway. */
  zalo: MessageChannel | null;
  log: Logger;
  taskQueue: string;
  idPrefix: string;
  /** Entries long over their minute that may leave together without a person. (Default: EPOCH_GUARD_ENTRIES) */
  epochGuard?: number | undefined;
  /** Tests only; see failpoint.ts. */
  failpoint?: AtFailpoint | undefined;
}
