import { createServer, type Server } from 'node:net';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';

/** Temporal keeps its ports in PostgreSQL as int2, so the system's own choice (32768 and up) would kill it. */
const LOWEST = 12_000;
const HIGHEST = 32_000;

async function hold(port: number): Promise<Server | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return server;
  } catch {
    return undefined;
  }
}

/**
 * Free ports of 127.0.0.1 between 12000 and 32000. All are held together before any is let go, so they differ; between
 * that and their use another program may still take one.
 */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  for (let attempts = 0; held.size < count; attempts += 1) {
    if (attempts > 50 * count) throw new Error(`no ${count} free ports between ${LOWEST} and ${HIGHEST}`);
    const port = randomInt(LOWEST, HIGHEST);
    const server = held.has(port) ? undefined : await hold(port);
    if (server !== undefined) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => once(server.close(), 'close')));
  return [...held.keys()];
}

/** `preferred` where it is free on the loopback, else 0: any free port. */
export async function usablePort(preferred: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(0));
    server.listen(preferred, '127.0.0.1', () => server.close(() => resolve(preferred)));
  });
}
