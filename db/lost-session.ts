import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';

/** What the driver, or the server with its last word, says of a session that is going. */
const GOING = ['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', '57P01', '57P02'];
/** The server's last word comes a moment before the session's end. */
const MOMENT_MS = 1000;

/**
 * Keeps a process alive whose session dies within a transaction (a server that restarts, an administrator). The driver
 * goes on to write `rollback`, or whatever the transaction does next, to a socket that is gone, and throws where nobody
 * can catch it (https://github.com/porsager/postgres/issues/1208, open in 3.4.9). So nothing is written to a lost
 * session any more: the transaction has failed, and its caller hears so from the connection's end.
 */
export function survivingLostSessions(client: postgres.Sql): postgres.Sql {
  const begin = client.begin.bind(client) as (work: Work) => Promise<unknown>;
  const guarded = (work: Work): Promise<unknown> => {
    const session = new Session();
    const done = begin((sql) => withoutLastWords(session, work(watched(sql, session))));
    done.catch(() => session.end());
    return done;
  };
  client.begin = guarded as typeof client.begin;
  return client;
}

type Work = (sql: postgres.TransactionSql) => Promise<unknown>;

/** The session of one transaction, until the driver gives it up. */
class Session {
  isLost = false;
  private ended: () => void = () => undefined;
  private readonly ending = new Promise<void>((resolve) => (this.ended = resolve));

  end(): void {
    this.isLost = true;
    this.ended();
  }

  /** Its end, where it comes within a moment. */
  async atEnd(): Promise<void> {
    const moment = new AbortController();
    const waiting = sleep(MOMENT_MS, undefined, { signal: moment.signal }).catch(() => undefined);
    await Promise.race([this.ending, waiting]);
    moment.abort();
  }
}

/** Never settles where the session is lost: neither `commit` nor `rollback` may follow. */
async function withoutLastWords(session: Session, working: Promise<unknown>): Promise<unknown> {
  const forever = new Promise<never>(() => undefined);
  try {
    const result = await working;
    return session.isLost ? await forever : result;
  } catch (error) {
    if (isGoing(error)) await session.atEnd();
    if (session.isLost) return forever;
    throw error;
  }
}

/** The transaction's own handle, which refuses what it is asked after the session's end. */
function watched(sql: postgres.TransactionSql, session: Session): postgres.TransactionSql {
  return new Proxy(sql, {
    get(target, name) {
      if (session.isLost) throw new Error('the database session of this transaction is gone');
      return Reflect.get(target, name) as unknown;
    },
  });
}

function isGoing(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (GOING.includes(String((cause as { code?: unknown }).code))) return true;
  }
  return false;
}
