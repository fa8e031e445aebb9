import { execFile } from 'node:child_process';
import path from 'node:path';

export const CHECKOUT = path.resolve(import.meta.dirname, '../..');

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the real command, as a shell would, without whatever installation the developer may have running. */
export async function runDondoc(words: string[], env: Record<string, string> = {}, cwd = CHECKOUT): Promise<Ran> {
  const { DATABASE_URL: _url, TENANT: _tenant, TEMPORAL_ADDRESS: _address, ...rest } = process.env;
  const bin = path.join(CHECKOUT, 'cli/dondoc.js');
  return new Promise((resolve) => {
    const options = { cwd, env: { ...rest, ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [bin, ...words], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** The one document of `--json`; throws where stdout holds anything else. */
export const documentOf = (ran: Ran): unknown => JSON.parse(ran.stdout);
