import type { Database, Transaction } from '../../db/database.ts';
import { lockMailbox, type MailboxRow, storeMailbox } from '../../db/queries/mailbox.ts';
import { DAY_MS } from '../../domain/time.ts';
import { refusesForGood } from '../failure.ts';
import { classify, type MailKind } from './classify.ts';
import { type ImapOptions, openFolder, type OpenFolder, type RawMail } from './imap.ts';
import { type ParsedMail, parseMail } from './parsed-mail.ts';
import { type Effect, EFFECTS, takeMail, type TakingOptions, takeUnreadable } from './take-mail.ts';

export interface MailboxOptions extends ImapOptions, TakingOptions {
  database: Database;
  /** Tests only: before the effect of a mail is committed. */
  beforeCommit?: (() => Promise<void>) | undefined;
}

/** What one look came to, counted by mails; `more` where others wait for the next look. */
export type MailboxPass = Record<Effect, number> & { read: number; more: boolean };

/** In one look, so that a full mailbox holds up nothing else. */
const MOST_MAILS = 200;
/** Numbered anew, so much is looked at once more: what had its effect has it only once. */
const LOOK_BACK_MS = 7 * DAY_MS;

/**
 * Reads what came into the mailbox since the last look, each mail once: how far it is read is written with what the
 * mail caused. The first look of all only notes where the mailbox stands. A mail that nobody can read becomes a work
 * item and is passed over; trouble with the database or the mail server ends the look, and the next goes on there.
 */
export async function readMailbox(options: MailboxOptions): Promise<MailboxPass> {
  const folder = await openFolder(options);
  const none = Object.fromEntries(EFFECTS.map((effect) => [effect, 0])) as Record<Effect, number>;
  const pass: MailboxPass = { read: 0, ...none, more: false };
  try {
    const waiting = await folder.after(await positionIn(folder, options));
    pass.more = waiting.length > MOST_MAILS;
    for (const uid of waiting.slice(0, MOST_MAILS)) {
      const raw = await folder.fetch(uid);
      const effect = raw && (await takeNext(options, folder.uidValidity, raw));
      if (effect === null) continue;
      pass.read += 1;
      pass[effect] += 1;
    }
    return pass;
  } finally {
    await folder.close();
  }
}

/**
 * Whose mailbox it is: one mailbox belongs to one tree of organisations. Null while there is none.
 * @throws Error where there are several and none is named, or the named one is not there
 */
export function mailboxTenant(tenants: readonly string[], named: string | null): string | null {
  const [only, ...others] = named === null ? tenants : tenants.filter((tenant) => tenant === named);
  if (only !== undefined && others.length === 0) return only;
  if (tenants.length === 0) return null;
  throw new Error('name the tree of organisations whose mailbox it is (TENANT)');
}

/** Which folder of whose mailbox: another mailbox is another place, to begin at. */
function placeOf({ url, folder }: ImapOptions): string {
  const { username, hostname } = new URL(url);
  return `${decodeURIComponent(username)} ${hostname} ${folder}`;
}

/** The number up to which the folder is read; notes that somebody looked. */
async function positionIn(folder: OpenFolder, options: MailboxOptions): Promise<number> {
  const { database, tenant, clockShift, log } = options;
  const { uidValidity, uidNext } = folder;
  const place = placeOf(options);
  const known = await database.inTenant(tenant, (tx) => lockMailbox(tx, place));
  let lastUid = uidNext - 1;
  if (known && known.uidValidity !== uidValidity) {
    log.warn({ place }, 'the mailbox is numbered anew');
    const [first = uidNext] = await folder.since(known.readAt + clockShift - LOOK_BACK_MS);
    lastUid = first - 1;
  }
  return database.inTenant(tenant, async (tx) => {
    const row = await lockMailbox(tx, place);
    // Another worker may have been here in between.
    const position: MailboxRow =
      row?.uidValidity === uidValidity
        ? { ...row, readAt: Date.now() - clockShift }
        : { tenant, folder: place, uidValidity, lastUid, readAt: Date.now() - clockShift };
    await storeMailbox(tx, position);
    return position.lastUid;
  });
}

/** Null where another worker had taken it. */
async function takeNext(options: MailboxOptions, uidValidity: string, raw: RawMail): Promise<Effect | null> {
  const { log } = options;
  const pass = (error: unknown): Promise<Effect | null> => {
    log.warn({ err: error, uid: raw.uid }, 'a mail could not be read');
    return inTurn(options, uidValidity, raw.uid, (tx) => takeUnreadable(tx, options, raw));
  };
  let read: { mail: ParsedMail; kind: MailKind };
  try {
    const mail = await parseMail(raw.bytes);
    read = { mail, kind: classify(mail) };
  } catch (error) {
    return pass(error);
  }
  try {
    return await inTurn(options, uidValidity, raw.uid, (tx) => takeMail(tx, options, raw, read.mail, read.kind));
  } catch (error) {
    if (isAway(error)) throw error;
    return pass(error);
  }
}

/** A server that is away says so by a code; a row that is refused for good, or a fault of ours, comes from the mail. */
function isAway(error: unknown): boolean {
  if (refusesForGood(error)) return false;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (typeof (cause as { code?: unknown }).code === 'string') return true;
  }
  return false;
}

/** The effect of one mail and how far is read, or neither; two workers take turns. */
async function inTurn(
  options: MailboxOptions,
  uidValidity: string,
  uid: number,
  effect: (tx: Transaction) => Promise<Effect>,
): Promise<Effect | null> {
  const { database, tenant, clockShift, beforeCommit } = options;
  return database.inTenant(tenant, async (tx) => {
    const position = await lockMailbox(tx, placeOf(options));
    if (position?.uidValidity !== uidValidity || position.lastUid >= uid) return null;
    const done = await effect(tx);
    await storeMailbox(tx, { ...position, lastUid: uid, readAt: Date.now() - clockShift });
    await beforeCommit?.();
    return done;
  });
}
