import type { Command } from 'commander';
import {
  connect,
  type Connection,
  contextFor,
  contextOf,
  readInstallation,
  type Scope,
  tenantsOf,
} from '../api/services/connection.ts';
import type { ServiceContext } from '../api/services/context.ts';
import { wordsOption } from './arguments.ts';

/** Runs `work` on the installation of this folder or environment, and leaves no connection open behind it. */
export async function withConnection<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
  const connection = await connect(readInstallation(process.env, process.cwd()));
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** For a command that acts in one tree of organisations. */
export async function inOneTenant<Result>(
  scope: Scope,
  work: (context: ServiceContext) => Promise<Result>,
): Promise<Result> {
  return withConnection(async (connection) => work(await contextFor(connection, scope)));
}

/** For a command that looks: every tree that is meant, one after the other. */
export async function inTenants<Result>(
  scope: Scope,
  work: (context: ServiceContext) => Promise<Result>,
): Promise<Result[]> {
  return withConnection(async (connection) => {
    const results: Result[] = [];
    for (const tenant of await tenantsOf(connection, scope)) results.push(await work(contextOf(connection, tenant)));
    return results;
  });
}

/** For a command that writes a fact: whoever is not sure that it arrived sends it once more. */
export const KEY_OPTION = [
  '--key <khóa>',
  'khóa chống ghi trùng: cùng khóa thì không đổi gì thêm',
  wordsOption('--key'),
] as const;

/** A command on the running installation, with the options that all of them take. */
export function installationCommand(parent: Command, name: string): Command {
  return parent
    .command(name)
    .option('--tenant <mã>', 'hệ thống cơ quan, khi cài đặt có nhiều hơn một')
    .option('--json', 'in JSON');
}
