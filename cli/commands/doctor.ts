import type { Command } from 'commander';
import { connect, type Installation, readInstallation } from '../../api/services/connection.ts';
import { type Check, checkDatabase, checkMachine, checkServers } from '../../api/services/doctor.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Output } from '../output.ts';

/** `doctor`: everything that has to be in order, each with one sentence; it goes on past what is not. */
export function doctor(parent: Command, output: Output): void {
  parent
    .command('doctor')
    .description('kiểm tra máy và hệ thống đang chạy')
    .option('--json', 'in JSON')
    .action(async () => {
      const checks = [...(await checkMachine(process.versions.node, Date.now())), ...(await checkInstallation())];
      output.print({
        document: () => ({ checks }),
        text: () => checks.map(({ name, ok, message }) => `${ok ? ' ĐẠT ' : ' LỖI '} ${name.padEnd(22)} ${message}`),
      });
      if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

async function checkInstallation(): Promise<Check[]> {
  let installation: Installation;
  try {
    installation = readInstallation(process.env, process.cwd());
  } catch (error) {
    return [failed('installation', error)];
  }
  return [...(await checkConnected(installation)), ...(await checkServers(installation))];
}

async function checkConnected(installation: Installation): Promise<Check[]> {
  try {
    const connection = await connect(installation);
    return await checkDatabase(connection).finally(() => connection.close());
  } catch (error) {
    return [failed('postgresql', error)];
  }
}

function failed(name: string, error: unknown): Check {
  if (error instanceof Refusal) return { name, ok: false, message: error.message };
  throw error;
}
