import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Proxy, startProxy } from './proxy.ts';

let proxy: Proxy;
const undo: (() => unknown)[] = [];

/** A server that gives back what it gets. */
async function echo(prefix = ''): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => void socket.write(`${prefix}${chunk.toString()}`));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function client(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  undo.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

async function said(socket: Socket, words: string): Promise<string> {
  socket.write(words);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString();
}

/** How a connection ended: the code of its error, or null. */
const ending = (socket: Socket): Promise<string | null> =>
  new Promise((resolve) => {
    let code: string | null = null;
    socket.on('error', (error: NodeJS.ErrnoException) => (code = error.code ?? ''));
    socket.on('close', () => resolve(code));
  });

beforeEach(async () => {
  proxy = await startProxy(await echo());
});
afterEach(async () => {
  await proxy.stop();
  for (const step of undo.splice(0).reverse()) step();
});

describe('a way to a server', () => {
  it('passes what comes, and leads elsewhere when told', async () => {
    const before = await client();
    expect(await said(before, 'một')).toBe('một');
    proxy.leadTo(await echo('2:'));
    expect(await said(await client(), 'hai')).toBe('2:hai');
    expect(await said(before, 'ba')).toBe('ba');
  });

  it('is late', async () => {
    const socket = await client();
    await proxy.set({ kind: 'latency', ms: 60 });
    const began = performance.now();
    expect(await said(socket, 'x')).toBe('x');
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  it('trickles in one direction, and is quick again in the middle of it', async () => {
    const socket = await client();
    await proxy.set({ kind: 'slow', bytesPerSecond: 20, direction: 'to-client' });
    expect(await said(socket, 'abcdef')).toBe('a');
    expect((await once(socket, 'data')).toString()).toBe('b');
    await proxy.set({ kind: 'none' });
    const rest: string[] = [];
    while (rest.join('') !== 'cdef') rest.push(((await once(socket, 'data')) as [Buffer])[0].toString());
  });

  it('swallows everything, and neither end hears of it', async () => {
    const socket = await client();
    await proxy.set({ kind: 'black-hole' });
    const later = await client();
    for (const one of [socket, later]) one.write('x');
    const heard = Promise.race([once(socket, 'data'), once(later, 'data'), ending(socket), ending(later)]);
    expect(await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 100, 'nothing'))])).toBe('nothing');
    await proxy.set({ kind: 'none' });
    expect(await said(socket, 'y')).toBe('y');
  });

  it('resets what is under way and what comes', async () => {
    const socket = await client();
    const ended = ending(socket);
    await proxy.set({ kind: 'reset' });
    expect(await ended).toBe('ECONNRESET');
    expect(await ending(connect(proxy.port, '127.0.0.1'))).toBe('ECONNRESET');
    await proxy.set({ kind: 'none' });
    expect(await said(await client(), 'x')).toBe('x');
  });

  it('refuses whoever comes, on the same port as before', async () => {
    const socket = await client();
    await proxy.set({ kind: 'refuse' });
    expect(await ending(connect(proxy.port, '127.0.0.1'))).toBe('ECONNREFUSED');
    expect(await said(socket, 'x')).toBe('x');
    await proxy.set({ kind: 'none' });
    expect(await said(await client(), 'x')).toBe('x');
  });

  it('cuts after so many bytes of one direction', async () => {
    await proxy.set({ kind: 'cut', afterBytes: 4, direction: 'to-client' });
    const socket = await client();
    const ended = ending(socket);
    expect(await said(socket, 'abcdef')).toBe('abcd');
    expect(await ended).toBe('ECONNRESET');
  });
});
