import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where in a conversation: at the greeting, at a command, or at the dot that ends a message. */
export const VERBS = ['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'DOT'] as const;
export type Verb = (typeof VERBS)[number];

export type SmtpFault =
  /** Answered so, in place of the mail server, which hears nothing of it: '450 4.2.0 greylisted' */
  | { kind: 'reply'; line: string }
  | { kind: 'silence' }
  | { kind: 'hang-up' }
  /** The mail server hears it and answers; its answer is lost. */
  | { kind: 'answer-lost'; how: 'silence' | 'hang-up' };

export interface FaultySmtp {
  port: number;
  /** From the next command on; null is an honest way. */
  set(at: Verb | null, fault?: SmtpFault): void;
  stop(): Promise<void>;
}

/** A way to a mail server that understands the conversation and spoils it at one place. */
export async function startFaultySmtp(target: number): Promise<FaultySmtp> {
  let at: Verb | null = null;
  let fault: SmtpFault = { kind: 'silence' };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    new Conversation(client, upstream, (verb) => (verb === at ? fault : null)).begin();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    set(verb, next) {
      at = verb;
      fault = next ?? fault;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

type FaultAt = (verb: Verb) => SmtpFault | null;

/**
 * One conversation. The message itself is kept until its dot, and the mail server is asked to take it only then: so
 * that one that is refused here has not been begun there.
 */
class Conversation {
  private readonly client: Socket;
  private readonly upstream: Socket;
  private readonly faultAt: FaultAt;
  private heard = '';
  private inMessage = false;
  /** Kept for the mail server's go-ahead. */
  private message: string | null = null;
  private onAnswer: SmtpFault | null = null;

  constructor(client: Socket, upstream: Socket, faultAt: FaultAt) {
    this.client = client;
    this.upstream = upstream;
    this.faultAt = faultAt;
  }

  begin(): void {
    this.client.setEncoding('latin1').on('data', (chunk: string) => this.hear(chunk));
    this.upstream.setEncoding('latin1').on('data', (chunk: string) => this.answer(chunk));
    this.client.once('close', () => this.upstream.destroy());
    this.upstream.once('close', () => this.client.end());
    const greeting = this.faultAt('CONNECT');
    if (!greeting) return;
    // The mail server's own greeting must not come after all.
    this.onAnswer = { kind: 'answer-lost', how: 'silence' };
    this.spoil(greeting);
  }

  private hear(chunk: string): void {
    this.heard += chunk;
    for (;;) {
      const end = this.inMessage ? this.endOfMessage() : this.heard.indexOf('\r\n') + 2;
      if (end < 2) return;
      const piece = this.heard.slice(0, end);
      this.heard = this.heard.slice(end);
      if (this.inMessage) this.dot(piece);
      else this.command(piece);
    }
  }

  private endOfMessage(): number {
    const dot = this.heard.indexOf('\r\n.\r\n');
    return dot < 0 ? -1 : dot + 5;
  }

  private command(line: string): void {
    const word = line.slice(0, 4).toUpperCase();
    const verb = VERBS.find((one) => one === word || (one === 'EHLO' && word === 'HELO'));
    const fault = verb ? this.faultAt(verb) : null;
    if (fault && this.spoil(fault)) return;
    if (verb !== 'DATA') return void this.upstream.write(line, 'latin1');
    this.inMessage = true;
    this.client.write('354 go on\r\n');
  }

  private dot(message: string): void {
    this.inMessage = false;
    const fault = this.faultAt('DOT');
    if (fault && this.spoil(fault)) return;
    this.message = message;
    this.upstream.write('DATA\r\n');
  }

  /** True where the mail server is not to hear of it. */
  private spoil(fault: SmtpFault): boolean {
    if (fault.kind === 'reply') this.client.write(`${fault.line}\r\n`);
    if (fault.kind === 'hang-up') this.client.destroy();
    if (fault.kind === 'answer-lost') this.onAnswer = fault;
    return fault.kind !== 'answer-lost';
  }

  private answer(chunk: string): void {
    if (this.message !== null) {
      // Its go-ahead: the client has had ours already.
      this.upstream.write(this.message, 'latin1');
      this.message = null;
      return;
    }
    if (this.onAnswer?.kind !== 'answer-lost') return void this.client.write(withoutPipelining(chunk), 'latin1');
    if (this.onAnswer.how === 'hang-up') this.client.destroy();
  }
}

/** One command after the other, so that a fault at one of them is not overtaken by the next. */
function withoutPipelining(answer: string): string {
  return answer.replace(/^250-PIPELINING\r\n/m, '').replace(/^250 PIPELINING\r\n/m, '250 NOOP\r\n');
}
