import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

type Direction = 'to-server' | 'to-client';

/** What is wrong with the way to a server. */
export type Fault =
  /** Nothing. */
  | { kind: 'none' }
  /** Every piece comes so much later, in order. */
  | { kind: 'latency'; ms: number }
  /** So many bytes a second in that direction, one at a time. */
  | { kind: 'slow'; bytesPerSecond: number; direction: Direction }
  /** Connections are accepted, and nothing is passed on any more: as a machine that lost its power. */
  | { kind: 'black-hole' }
  /** Connections under way are reset, and new ones as soon as they come. */
  | { kind: 'reset' }
  /** Nobody listens; connections under way go on. */
  | { kind: 'refuse' }
  /** So many bytes pass in that direction on each connection, then it is reset. */
  | { kind: 'cut'; afterBytes: number; direction: Direction };

export interface Proxy {
  port: number;
  /** From now on: for connections under way too, but `cut` counts from here and `latency` from the next piece. */
  set(fault: Fault): Promise<void>;
  /** The server has another port since it was started again. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

/** A way to a port of this machine that a test breaks and mends while it is in use. */
export async function startProxy(target: number): Promise<Proxy> {
  let to = target;
  let fault: Fault = { kind: 'none' };
  const pairs = new Set<Pair>();
  const server = createServer({ noDelay: true }, (client) => {
    const pair = new Pair(client, connect(to, '127.0.0.1').setNoDelay(), () => fault);
    pairs.add(pair);
    pair.whenGone(() => pairs.delete(pair));
    if (fault.kind === 'reset') pair.reset();
  });
  const listen = async (port: number): Promise<void> => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async set(next) {
      fault = next;
      for (const pair of pairs) pair.begin(next);
      if (next.kind === 'refuse' && server.listening) await stopListening(server);
      if (next.kind !== 'refuse' && !server.listening) await listen(port);
    },
    leadTo: (next) => void (to = next),
    async stop() {
      for (const pair of pairs) pair.reset();
      if (server.listening) await stopListening(server);
    },
  };
}

/** `close` waits for the connections under way, which are to stay: the listening itself ends at once. */
async function stopListening(server: ReturnType<typeof createServer>): Promise<void> {
  server.close();
  await new Promise((resolve) => setImmediate(resolve));
}

/** One connection: both of its ends, and what has passed since the fault was set. */
class Pair {
  private readonly ends: readonly [client: Socket, server: Socket];
  private readonly faultNow: () => Fault;
  private readonly passed: Record<Direction, number> = { 'to-server': 0, 'to-client': 0 };

  constructor(client: Socket, server: Socket, faultNow: () => Fault) {
    this.ends = [client, server];
    this.faultNow = faultNow;
    for (const end of this.ends) end.on('error', () => this.reset());
    void this.pass(client, server, 'to-server');
    void this.pass(server, client, 'to-client');
  }

  begin(fault: Fault): void {
    this.passed['to-server'] = 0;
    this.passed['to-client'] = 0;
    if (fault.kind === 'reset') this.reset();
  }

  reset(): void {
    for (const end of this.ends) if (!end.destroyed) end.resetAndDestroy();
  }

  whenGone(done: () => void): void {
    this.ends[0].once('close', done);
  }

  private async pass(from: Socket, to: Socket, direction: Direction): Promise<void> {
    try {
      for await (const piece of from) await this.passPiece(piece as Buffer, to, direction);
      if (this.faultNow().kind !== 'black-hole') to.end();
    } catch {
      this.reset();
    }
  }

  private async passPiece(piece: Buffer, to: Socket, direction: Direction): Promise<void> {
    const fault = this.faultNow();
    if (fault.kind === 'black-hole') return;
    if (fault.kind === 'latency') await wait(fault.ms);
    if (fault.kind === 'slow' && fault.direction === direction) return this.trickle(piece, to, fault.bytesPerSecond);
    if (fault.kind === 'cut' && fault.direction === direction) return this.cut(piece, to, direction, fault.afterBytes);
    write(to, piece);
  }

  private async trickle(piece: Buffer, to: Socket, bytesPerSecond: number): Promise<void> {
    for (const [index] of piece.entries()) {
      const { kind } = this.faultNow();
      if (kind !== 'slow') return write(to, piece.subarray(index));
      write(to, piece.subarray(index, index + 1));
      await wait(1000 / bytesPerSecond);
      if (to.destroyed) return;
    }
  }

  private cut(piece: Buffer, to: Socket, direction: Direction, afterBytes: number): void {
    const left = afterBytes - this.passed[direction];
    this.passed[direction] += piece.length;
    if (piece.length < left) return write(to, piece);
    // What passes is to arrive: a reset at once would overtake it.
    to.write(piece.subarray(0, left), () => setTimeout(() => this.reset(), 20));
  }
}

function write(to: Socket, piece: Buffer): void {
  if (!to.destroyed) to.write(piece);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
