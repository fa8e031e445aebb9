import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { localDateOf } from '../../domain/time.ts';
import { writeWhole } from '../whole-file.ts';
import type { ZaloFaults } from './faults.ts';
import { zaloServer } from './http.ts';
import type { ReceivedMessage } from './received-message.ts';
import { TokenDesk, type TokenState } from './tokens.ts';
import { receivedEvent, tell } from './webhook.ts';

export type { ReceivedMessage } from './received-message.ts';
export type { ZaloFaults } from './faults.ts';

export interface FakeZaloOptions {
  /** (Default: 0, any free port) */
  httpPort?: number | undefined;
  /** Keeps tokens and messages over a restart; null keeps them in memory. (Default: null) */
  stateFile?: string | null | undefined;
  /** Messages of a business day. (Default: 500) */
  dailyQuota?: number | undefined;
  faults?: ZaloFaults | undefined;
}

export interface FakeZalo {
  /** Of both of its hosts, and of the page. */
  url: string;
  /** Good for one pair of tokens, as an administrator's consent gives. */
  grant(): string;
  /** Pairs of tokens given so far. */
  tokensGiven(): number;
  /** All access tokens given so far are good no more. */
  expireTokens(): void;
  /** Everything taken so far, in the order of receipt. */
  received(): ReceivedMessage[];
  /** Codes of what was refused, in that order. */
  refused(): { message: ReceivedMessage; code: number }[];
  /** From now on each message that is taken is told to this address as received. */
  tellTo(webhook: string): void;
  stop(): Promise<void>;
}

interface State {
  tokens: TokenState;
  messages: ReceivedMessage[];
}

/** After this the reader's telephone has shown the message. */
const DELIVERY_MS = 300;

/** A Zalo that delivers nothing: it checks what it is given as the real one does, and refuses in its numbers. */
export async function startZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
  const { stateFile = null, dailyQuota = 500, faults = {} } = options;
  const state = readState(stateFile);
  const save = (): void => void (stateFile && writeWhole(stateFile, JSON.stringify(state), 0o600));
  const tokens = new TokenDesk(state.tokens, save);
  const refused: { message: ReceivedMessage; code: number }[] = [];
  const delivered = new Set<string>();
  const pending = new Set<NodeJS.Timeout>();
  let webhook: string | null = null;
  let asked = 0;
  let askedTokens = 0;

  function deliver(message: ReceivedMessage): void {
    if (webhook === null) return;
    const url = webhook;
    const timer = setTimeout(() => {
      pending.delete(timer);
      delivered.add(message.messageId);
      // Nobody may be listening any more: the real one would try again.
      tell(url, receivedEvent(message)).catch(() => undefined);
    }, DELIVERY_MS);
    pending.add(timer);
  }

  const app = zaloServer({
    tokens,
    nextId: () => randomBytes(10).toString('hex'),
    messages: () => state.messages,
    faultOf: (message) => faults.message?.(message, asked++) ?? null,
    tokenFault: () => faults.token?.(askedTokens++) ?? null,
    keep(message) {
      state.messages.push(message);
      save();
      deliver(message);
    },
    refused: (message, code) => void refused.push({ message, code }),
    isDelivered: (id) => delivered.has(id),
    quotaLeft: (at) => dailyQuota - state.messages.filter((one) => localDateOf(one.at) === localDateOf(at)).length,
  });
  const url = await app.listen({ host: '127.0.0.1', port: options.httpPort ?? 0 });
  return {
    url,
    grant: () => tokens.grant(),
    tokensGiven: () => tokens.given,
    expireTokens: () => tokens.expire(),
    received: () => [...state.messages],
    refused: () => [...refused],
    tellTo: (address) => void (webhook = address),
    stop: async () => {
      for (const timer of pending) clearTimeout(timer);
      await app.close();
    },
  };
}

function readState(file: string | null): State {
  if (file === null || !existsSync(file)) return { tokens: { refresh: [], access: {} }, messages: [] };
  return JSON.parse(readFileSync(file, 'utf8')) as State;
}
