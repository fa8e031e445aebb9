import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, inject, it } from 'vitest';
import '../provided.ts';

const started: ChildProcess[] = [];

function start(env: Record<string, string>): { child: ChildProcess; stderr: () => string } {
  const options: ForkOptions = {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  };
  const child = fork('api/server.ts', options);
  started.push(child);
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, stderr: () => text };
}

async function listening(child: ChildProcess): Promise<string> {
  const [message] = (await once(child, 'message')) as [{ kind: string; url: string }];
  expect(message.kind).toBe('listening');
  return message.url;
}

const exitOf = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'exit')) as [unknown])[0];

afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

describe('the server', () => {
  const env = (): Record<string, string> => ({ DATABASE_URL: `${inject('postgresOwnerUrl')}/postgres` });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'listens on the loopback, tells its parent, and stops on %s',
    async (signal) => {
      const { child } = start(env());
      const url = await listening(child);
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
      child.kill(signal);
      expect(await exitOf(child)).toBe(0);
    },
  );
  it('stops when its parent is gone', async () => {
    const { child } = start(env());
    await listening(child);
    child.disconnect();
    expect(await exitOf(child)).toBe(0);
  });
  it('says in one sentence what it lacks', async () => {
    const { child, stderr } = start({});
    expect(await exitOf(child)).toBe(2);
    expect(stderr().trim()).toMatch(/^Chưa đặt biến môi trường DATABASE_URL: .*\.$/);
  });
});
