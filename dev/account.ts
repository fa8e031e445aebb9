import { spawnSync } from 'node:child_process';
import { Refusal } from '../domain/errors.ts';

/** Passed to `spawn`: empty means "as ourselves". */
export interface Account {
  uid?: number;
  gid?: number;
}

function numberOf(option: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [option, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

/**
 * The account PostgreSQL runs under. It refuses to be root, so root borrows an account that is there already; creating
 * one would change the user's system.
 * @throws Refusal `no-account`
 */
export function accountForPostgres(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [numberOf('-u', name), numberOf('-g', name)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Refusal(
    'no-account',
    'PostgreSQL không chạy được bằng root và máy này không có tài khoản "postgres" hay "nobody": hãy chạy bằng một tài khoản thường hoặc đặt DATABASE_URL.',
  );
}
