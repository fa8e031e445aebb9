import type postgres from 'postgres';
import { sqlState } from './sql-state.ts';

/** What PostgreSQL says last on a connection that it ends: operators, crash, and the time limits of a session. */
const LAST_WORDS = ['57P01', '57P02', '57P03', '25P03', '25P04'];
/** What the library and the system say of one that is gone. */
const GONE = /^(CONNECTION_|ECONNRESET$|EPIPE$|ETIMEDOUT$)/;

/** A promise that nobody waits for any more. Its caller has heard of the lost connection from `begin` itself. */
const abandoned = (): Promise<never> => new Promise(() => undefined);

/**
 * The client with transactions that end with their connection. In the library's 3.4 a transaction whose connection was
 * lost goes on: its ROLLBACK, or its next statement, is written to a socket that is not there, which ends the process
 * (porsager/postgres issue 1208), or to the connection made in its place, inside another transaction (issue 1216).
 * Here nothing of a transaction is sent once its connection is lost: what it was about to do waits for ever and is
 * forgotten, and the caller hears of the loss at once.
 */
export function guardedClient(client: postgres.Sql): postgres.Sql {
  const begin = (work: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<unknown> => {
    const connection = { lost: false };
    const outcome = client.begin((tx) => endingWith(guarded(tx, connection), work, connection));
    outcome.catch(() => (connection.lost = true));
    return outcome;
  };
  return overlaid(client, { begin });
}

interface Connection {
  lost: boolean;
}

type Work<Client> = (client: Client) => Promise<unknown>;

/** Runs a part of a transaction. Its end reaches the library, which commits or rolls back, only while there is a connection. */
async function endingWith<Client>(client: Client, work: Work<Client>, connection: Connection): Promise<unknown> {
  try {
    const result = await work(client);
    return connection.lost ? await abandoned() : result;
  } catch (error) {
    if (!connection.lost && !saysLost(error)) throw error;
    connection.lost = true;
    return abandoned();
  }
}

function guarded(tx: postgres.TransactionSql, connection: Connection): postgres.TransactionSql {
  const unsafe = (...given: Parameters<postgres.TransactionSql['unsafe']>): unknown =>
    connection.lost ? Object.assign(abandoned(), { values: abandoned }) : tx.unsafe(...given);
  const savepoint = (work: Work<postgres.TransactionSql>): Promise<unknown> =>
    connection.lost ? abandoned() : tx.savepoint((inner) => endingWith(guarded(inner, connection), work, connection));
  return overlaid(tx, { unsafe, savepoint });
}

function overlaid<Client extends object>(client: Client, methods: Record<string, unknown>): Client {
  return new Proxy(client, {
    get: (target, name) =>
      typeof name === 'string' && name in methods ? methods[name] : (Reflect.get(target, name) as unknown),
  });
}

/** Of a statement's own failure: what the work did elsewhere (a mail server's connection, say) ends no transaction. */
function saysLost(error: unknown): boolean {
  if (!isOfStatement(error)) return false;
  if (LAST_WORDS.includes(sqlState(error) ?? '')) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (GONE.test(String((cause as { code?: unknown }).code))) return true;
  }
  return false;
}

const isOfStatement = (error: unknown): boolean => error instanceof Error && 'query' in error;
