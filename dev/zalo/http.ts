import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { refusedCaller, refusedMessage, type ZaloRefusal } from './checks.ts';
import { APP } from './credentials.ts';
import type { ZaloFault } from './faults.ts';
import { messagesPage } from './pages.ts';
import { instantIn, type ReceivedMessage } from './received-message.ts';
import type { TokenDesk } from './tokens.ts';

/** What the server asks of whoever keeps the messages. */
export interface Desk {
  tokens: TokenDesk;
  /** The next message's id. */
  nextId(): string;
  messages(): readonly ReceivedMessage[];
  faultOf(message: ReceivedMessage): ZaloFault | null;
  tokenFault(): ZaloFault | null;
  keep(message: ReceivedMessage): void;
  refused(message: ReceivedMessage, code: number): void;
  isDelivered(messageId: string): boolean;
  quotaLeft(at: number): number;
}

const STYLE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

/** Both of Zalo's hosts in one server, and a page to look at. Answers 200 whatever is wrong, as Zalo does. */
export function zaloServer(desk: Desk): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.post('/v4/oa/access_token', (request, reply) => tokens(desk, request, reply));
  app.post('/message/template', (request, reply) => template(desk, request, reply));
  app.get('/message/status', (request, reply) => {
    const { message_id: id = '' } = request.query as { message_id?: string };
    const refused = callerOf(desk, request);
    if (refused) return reply.send(errorOf(refused));
    const known = desk.messages().some(({ messageId }) => messageId === id);
    return reply.send({ error: 0, message: 'Success', data: { status: known ? Number(desk.isDelivered(id)) : -1 } });
  });
  app.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', STYLE).send(messagesPage(desk.messages())),
  );
  return app;
}

async function tokens(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const fault = desk.tokenFault();
  if (fault && fault.kind !== 'slow' && !(fault.kind === 'silence' && fault.isTaken)) return faulty(fault, reply);
  const form = (request.body ?? {}) as Record<string, string | undefined>;
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  if (!isForm || request.headers['secret_key'] !== APP.appSecret || form['app_id'] !== APP.appId) {
    return reply.send({ error: -14004, error_name: 'Invalid app or secret key' });
  }
  const grant = form['grant_type'] === 'authorization_code' ? form['code'] : form['refresh_token'];
  const answer = desk.tokens.exchange(grant ?? '');
  if (fault?.kind === 'slow') await sleep(fault.ms);
  if (fault?.kind === 'silence') return faulty(fault, reply);
  return reply.send(answer ?? { error: -14014, error_name: 'Invalid refresh token or code' });
}

async function template(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const message = messageOf(desk, (request.body ?? {}) as Record<string, unknown>);
  const refused = callerOf(desk, request) ?? refusedMessage(message) ?? overQuota(desk, message);
  if (refused) {
    desk.refused(message, refused.code);
    return reply.send(errorOf(refused));
  }
  const fault = desk.faultOf(message);
  if (fault?.kind === 'code') desk.refused(message, fault.code);
  if (fault?.kind === 'slow') await sleep(fault.ms);
  if (fault?.kind === 'code' || fault?.kind === 'http') return faulty(fault, reply);
  if (fault?.kind !== 'swallow' && !(fault?.kind === 'silence' && !fault.isTaken)) desk.keep(message);
  if (fault?.kind === 'twice') desk.keep(message);
  if (fault?.kind === 'silence') return faulty(fault, reply);
  const quota = { dailyQuota: '500', remainingQuota: String(desk.quotaLeft(message.at)) };
  const data = { msg_id: message.messageId, sent_time: String(message.receivedAt), sending_mode: '1', quota };
  return reply.send({ error: 0, message: 'Success', data });
}

function faulty(fault: ZaloFault, reply: FastifyReply): FastifyReply | Promise<never> {
  if (fault.kind === 'code') return reply.send(errorOf({ code: fault.code, message: 'planted' }));
  if (fault.kind === 'http') return reply.code(fault.status).type('text/html').send('<html>Bad Gateway</html>');
  // Held open until the server stops: what a peer that hangs looks like.
  reply.hijack();
  return reply;
}

function callerOf(desk: Desk, { headers }: FastifyRequest): ZaloRefusal | null {
  const one = (name: string): string | undefined => (typeof headers[name] === 'string' ? headers[name] : undefined);
  return refusedCaller(one('access_token'), one('appsecret_proof'), (token) => desk.tokens.isLive(token));
}

const overQuota = (desk: Desk, { at }: ReceivedMessage): ZaloRefusal | null =>
  desk.quotaLeft(at) > 0 ? null : { code: -144, message: 'OA daily quota exceeded' };

const errorOf = ({ code, message }: ZaloRefusal): { error: number; message: string } => ({ error: code, message });

function messageOf(desk: Desk, body: Record<string, unknown>): ReceivedMessage {
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
  const receivedAt = Date.now();
  const trackingId = text('tracking_id');
  return {
    messageId: desk.nextId(),
    phone: text('phone'),
    templateId: text('template_id'),
    parameters: (body['template_data'] ?? {}) as Record<string, string>,
    trackingId,
    at: instantIn(trackingId) ?? receivedAt,
    receivedAt,
  };
}
