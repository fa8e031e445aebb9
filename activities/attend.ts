import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, type Instant, MINUTE_MS } from '../domain/time.ts';
import type { ZaloChannel } from './channels/zalo/channel.ts';
import type { Dependencies } from './dependencies.ts';
import { mailboxTenant, readMailbox } from './mailbox/read.ts';
import { disagreementLine, reconcile } from './reconcile.ts';
import { Relay } from './relay.ts';
import { sweep } from './sweep.ts';

/** How often the outbox is looked at: a person's act reaches its workflow within a second. */
const RELAY_EVERY_MS = 500;
/** How often rows are looked for that were written but never started. */
const SWEEP_EVERY_MS = 10 * MINUTE_MS;
/** How often rows and workflows are compared. */
const RECONCILE_EVERY_MS = DAY_MS;

/** How often the mailbox is looked into. */
const MAILBOX_EVERY_MS = MINUTE_MS;

export type WorkerDependencies = Dependencies & { zalo: ZaloChannel | null };

/**
 * The relay, the sweep and the reconciler: they fail with the database or Temporal, say so, and go on after. Counted by
 * a clock that nobody can put back.
 */
export async function attend(dependencies: WorkerDependencies, clockShift: number, signal: AbortSignal): Promise<void> {
  const { log } = dependencies;
  const relay = new Relay({ ...dependencies, clockShift });
  let nextSweep = 0;
  let nextReconcile = performance.now() + SWEEP_EVERY_MS;
  while (!signal.aborted) {
    try {
      await relay.flush();
      if (performance.now() >= nextSweep) {
        nextSweep = performance.now() + SWEEP_EVERY_MS;
        await sweep(dependencies, clockShift, log);
      }
      if (performance.now() >= nextReconcile) {
        nextReconcile = performance.now() + RECONCILE_EVERY_MS;
        await compare(dependencies);
        await keepZaloAlive(dependencies, Date.now() - clockShift);
      }
    } catch (error) {
      log.error({ err: error }, 'relay, sweep or reconciler failed, they go on');
    }
    await sleep(RELAY_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** An account that sends nothing for three months could not be used any more. */
async function keepZaloAlive({ database, zalo, log }: WorkerDependencies, now: Instant): Promise<void> {
  if (!zalo) return;
  for (const tenant of await database.tenants()) {
    await zalo.keepAlive(tenant, now).catch((error: unknown) => log.error({ err: error, tenant }, 'Zalo tokens'));
  }
}

async function compare(dependencies: Dependencies): Promise<void> {
  for (const tenant of await dependencies.database.tenants()) {
    for (const found of await reconcile(dependencies, tenant)) dependencies.log.error(found, disagreementLine(found));
  }
}

export interface MailboxSettings {
  /** Null: nobody reads it here. */
  imapUrl: string | null;
  imapFolder: string;
  mailReturnPath: string | null;
  /** Whose it is, where there is more than one tree of organisations. */
  tenant: string | null;
  clockShift: number;
}

/** The mailbox, apart from the relay: a mail server that is slow holds up nobody's act. */
export async function attendMailbox(
  { imapUrl, imapFolder, mailReturnPath, tenant, clockShift }: MailboxSettings,
  { database, log }: Dependencies,
  signal: AbortSignal,
): Promise<void> {
  if (imapUrl === null) return;
  const place = { url: imapUrl, folder: imapFolder, returnPath: mailReturnPath };
  while (!signal.aborted) {
    try {
      const whose = mailboxTenant(await database.tenants(), tenant);
      if (whose !== null) await readMailbox({ ...place, database, log, tenant: whose, clockShift });
    } catch (error) {
      log.error({ err: error }, 'the mailbox could not be read, the next look is in a minute');
    }
    await sleep(MAILBOX_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
