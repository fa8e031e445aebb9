import { randomBytes } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Database } from '../db/database.ts';
import type { Instant } from '../domain/time.ts';
import type { Site } from './pages/frame.ts';
import { addDownloads } from './routes/downloads.ts';
import { addErrors } from './routes/errors.ts';
import { addHealth } from './routes/health.ts';
import { addObligations } from './routes/obligations.ts';
import { addPages } from './routes/pages.ts';
import { openNames } from './routes/reading/names.ts';
import { openRehearsals } from './routes/reading/rehearsal.ts';
import { addRehearsals } from './routes/rehearsals.ts';
import { addRounds } from './routes/rounds.ts';
import { addSecurity } from './routes/security.ts';
import { addZalo } from './routes/zalo.ts';
import type { WebhookKeys } from './services/zalo-signature.ts';

export interface AppOptions {
  database: Database;
  /** Whose rows are shown. (Default: all tenants of the installation) */
  tenants?: readonly string[] | undefined;
  /** Business time. */
  now: () => Instant;
  /** Real now less business now; where it is not 0 every page says so. */
  clockShift: number;
  /** The trial inbox, linked from every page. */
  inboxUrl: string | null;
  /** Folder of `<plan>.json` rehearsal documents. */
  rehearsalsDir: string | null;
  /** Folder of plan files, for the titles and names of what a rehearsal document calls by id. (Default: null) */
  plansDir?: string | null | undefined;
  /** Before every workflow id. (Default: '') */
  idPrefix?: string | undefined;
  /** What events of Zalo are checked with; without it nobody takes any. (Default: null) */
  zalo?: WebhookKeys | null | undefined;
  /** Answers loopback host names only; false behind a reverse proxy. (Default: true) */
  loopbackOnly?: boolean | undefined;
  log: FastifyBaseLogger;
}

/** The pages and the JSON beside them: reading only. Has no port and no process; `server.ts` gives it both. */
export function buildApp(options: AppOptions): FastifyInstance {
  const { database, now, clockShift, inboxUrl, log } = options;
  const source = { database, tenants: options.tenants ?? null };
  const site = (): Site => ({ now: now(), clockShift, inboxUrl });
  const app = fastify({
    loggerInstance: log,
    // The code a reader of an error page gives to the administrator: short enough to say on the telephone.
    genReqId: () => randomBytes(4).toString('hex'),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addSecurity(app, { loopbackOnly: options.loopbackOnly ?? true });
  addErrors(app, site);
  addPages(app, source, site);
  addDownloads(app, source, now);
  const rehearsals = openRehearsals(options.rehearsalsDir, (message) => log.warn(message));
  addRehearsals(app, rehearsals, openNames(options.plansDir ?? null), site);
  addObligations(app, source, { now, idPrefix: options.idPrefix ?? '' });
  addRounds(app, source);
  addHealth(app, source);
  addZalo(app, options.zalo ? { database, keys: options.zalo, now } : null);
  return app;
}
