import { sql } from 'drizzle-orm';
import type { MessageChannel, OutgoingMessage } from '../../activities/channels/channel.ts';
import { LEASE_MS } from '../../activities/envelope.ts';
import type { Database, Transaction } from '../../db/database.ts';
import { textArray } from '../../db/queries/among.ts';
import { claimDue, type NotificationRow, storeEnvelopes } from '../../db/queries/notification.ts';
import { renderLetter } from '../../documents/letter.ts';
import { DEFAULT_WORDING } from '../../documents/wording.ts';
import type { Letter, Matter } from '../../domain/letter.ts';
import { SLOT, TENANT } from './night.ts';

/** So many recipients are one job of the morning. */
export const DIGEST_PAGE = 100;

/** One rung as a queue carries it. */
export interface RungJob {
  plan: string;
  obligation: string;
  ladder: number;
  rung: string;
  recipient: string;
  organisation: string;
}

/** Writes the rows of rungs whose time has come: the same rows, by one statement. */
export async function writeRungs(database: Database, jobs: RungJob[]): Promise<void> {
  await database.inTenant(TENANT, (tx) =>
    tx.execute(sql`
      insert into notifications (tenant, plan, obligation, ladder, rung, occurrence, channel, recipient, organisation, send_at)
      select ${TENANT}, plan, obligation, ladder, rung, 0, 'email', recipient, organisation, ${new Date(SLOT).toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) as given
        (plan text, obligation text, ladder int, rung text, recipient text, organisation text)
      on conflict do nothing`),
  );
}

/** The morning of some recipients: claimed and committed before anything is sent, sent, and settled. */
export async function sendDigests(database: Database, email: MessageChannel, recipients: string[]): Promise<void> {
  const messages = await database.inTenant(TENANT, (tx) => claim(tx, recipients));
  const sent = await Promise.all(
    messages.map(async (message) => ({ id: message.envelopeId, ...(await email.send(message)) })),
  );
  await database.inTenant(TENANT, (tx) => settle(tx, sent));
}

async function claim(tx: Transaction, recipients: string[]): Promise<OutgoingMessage[]> {
  const due = await claimDue(tx, SLOT, recipients);
  const newest = new Map(due.toSorted((a, b) => a.ladder - b.ladder).map((row) => [row.obligation, row]));
  const rows = due.filter((row) => newest.get(row.obligation) === row);
  const heads = await tx.execute<{ recipient: string; head: Omit<Letter, 'matters'> }>(
    sql`select recipient, head from bench_heads where recipient = any(${textArray(recipients)})`,
  );
  const ids = textArray(rows.map(({ id }) => String(id)));
  const matters = await tx.execute<{ id: string; matter: Matter }>(sql`
    select n.id, m.matter from notifications n join bench_matters m using (obligation, ladder)
    where n.id = any(${ids}::bigint[])`);
  const matterOf = new Map(matters.map(({ id, matter }) => [Number(id), matter]));
  const messages = heads.flatMap(({ recipient, head }) => {
    const own = rows.filter((row) => row.recipient === recipient);
    return own.length === 0 ? [] : [messageOf(own, head, matterOf)];
  });
  await storeEnvelopes(
    tx,
    messages.map(({ entries, recipient, channel, ...message }) => ({
      entries,
      envelope: {
        ...{ tenant: TENANT, id: message.envelopeId, recipient, channel: 'email', asOf: SLOT, state: 'sending' },
        ...{ letter: message.letter, words: message.words, thread: null },
      },
    })),
    LEASE_MS,
  );
  return messages;
}

function messageOf(rows: NotificationRow[], head: Omit<Letter, 'matters'>, matterOf: Map<number, Matter>) {
  const entries = rows.map(({ id }) => id);
  const letter: Letter = { ...head, matters: entries.map((id) => matterOf.get(id) as Matter) };
  const recipient = letter.to.contact.email as string;
  const envelopeId = `${TENANT}.${Math.min(...entries)}`;
  const words = renderLetter(letter, DEFAULT_WORDING);
  return { tenant: TENANT, channel: 'email' as const, envelopeId, letter, words, thread: null, recipient, entries };
}

async function settle(tx: Transaction, sent: { id: string; response: string; messageId: string }[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as given (id text, response text, "messageId" text)`;
  await tx.execute(sql`
    insert into deliveries (tenant, envelope, attempt, at, outcome, response)
    select ${TENANT}, id, 0, ${new Date(SLOT).toISOString()}::timestamptz, 'taken', response from ${given}`);
  await tx.execute(sql`
    update envelopes e set state = 'sent', response = given.response, message_id = given."messageId"
    from ${given} where e.id = given.id`);
  await tx.execute(sql`
    update notifications n set state = 'sent' from ${given} where n.envelope = given.id`);
}

/** A rung of an earlier date that was written already is not to leave. */
export async function supersede(database: Database, obligations: string[]): Promise<void> {
  await database.inTenant(TENANT, (tx) =>
    tx.execute(sql`
      update notifications set state = 'superseded'
      where state = 'pending' and obligation = any(${textArray(obligations)}) and ladder = 1`),
  );
}
