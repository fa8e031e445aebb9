import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { EmailChannel } from './channels/email.ts';

/** What activities work with; no module keeps a client of its own. */
export interface Dependencies {
  database: Database;
  client: Client;
  email: EmailChannel;
  log: Logger;
  taskQueue: string;
  idPrefix: string;
}
