import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect } from 'vitest';
import type { z } from 'zod';
import { errorDocument } from '../../contracts/cli.ts';

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

/** Commands to one installation, whose settings are asked for anew each time: its clock may have moved. */
export function commandsTo(environment: () => Record<string, string>) {
  /** What it printed; it must not fail. */
  async function run(...words: string[]): Promise<string> {
    const ran = await runDondoc(words, environment());
    expect(ran.status, `${ran.stdout.slice(0, 400)} ${ran.stderr}`).toBe(0);
    return ran.stdout;
  }
  return {
    run,
    /** Its document of `--json`. */
    done: async <T>(schema: z.ZodType<T>, ...words: string[]): Promise<T> =>
      schema.parse(JSON.parse(await run(...words, '--json'))),
    /** Its refusal of `--json`, with the exit code. */
    refused: async (...words: string[]) => {
      const ran = await runDondoc([...words, '--json'], environment());
      return { status: ran.status, ...errorDocument.parse(documentOf(ran)).error };
    },
  };
}
