import { accept } from '../../api/services/review.ts';
import { type ServiceContext, shiftedClock } from '../../api/services/context.ts';
import { submit } from '../../api/services/submit.ts';
import { draftReport } from '../../activities/draft.ts';
import { readConfig } from '../../config.ts';
import { openDatabase } from '../../db/database.ts';
import type { Submission } from '../../domain/submission.ts';
import { failpointFrom } from './failpoint.ts';

/** What the parent asks for, in the variable `COMMAND`. */
export type AskedCommand = { tenant: string } & (
  | { kind: 'submit'; obligation: string; key: string; content: Submission }
  | { kind: 'accept'; obligation: string; key: string }
  | { kind: 'draft'; round: string; now: number }
);

/** One command in a process of its own, which a failpoint may end: before its commit, or before its answer. */
async function run(): Promise<unknown> {
  const config = readConfig(process.env, ['databaseUrl']);
  const failpoint = failpointFrom(process.env['FAILPOINT']);
  const asked = JSON.parse(process.env['COMMAND'] ?? '') as AskedCommand;
  const { tenant } = asked;
  const database = openDatabase(config.databaseUrl, 2);
  const { idPrefix, clockShift } = config;
  const context: ServiceContext = { database, tenant, idPrefix, failpoint, now: shiftedClock(clockShift) };
  if (asked.kind === 'draft') {
    return database.inTenant(tenant, async (tx) => {
      const version = await draftReport(tx, tenant, asked.round, asked.now);
      await failpoint?.('draft-composed');
      return version;
    });
  }
  const command = { obligation: asked.obligation, by: 'người thử', key: asked.key };
  return asked.kind === 'submit' ? submit(context, command, asked.content) : accept(context, command);
}

run().then(
  (answer) => process.send?.({ kind: 'answered', answer }, () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
