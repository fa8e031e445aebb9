import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { CaughtMail } from './caught-mail.ts';
import { listPage } from './list-page.ts';
import { messagePage, missingPage } from './message-page.ts';
import type { MailStore } from './store.ts';

/** No script runs on these pages, and a caught letter can load nothing: its frame inherits this. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'";

interface ListQuery {
  recipient?: string;
  page?: string;
}

/** The pages of the inbox. */
export function inboxPages(store: MailStore, smtpPort: number): FastifyInstance {
  const app = fastify();

  app.get<{ Querystring: ListQuery }>('/', (request, reply) => {
    const recipient = String(request.query.recipient ?? '').trim();
    const page = Math.max(1, Math.floor(Number(request.query.page ?? 1)) || 1);
    return sendPage(reply, listPage({ mails: store.all(), recipient, page, smtpPort }));
  });

  app.get<{ Params: { id: string } }>('/messages/:id', (request, reply) => {
    const mail = find(store, request.params.id);
    return sendPage(mail ? reply : reply.code(404), mail ? messagePage(mail) : missingPage());
  });

  app.get<{ Params: { id: string } }>('/messages/:id/raw', (request, reply) => {
    const mail = find(store, request.params.id);
    if (!mail) return sendPage(reply.code(404), missingPage());
    return reply
      .type('message/rfc822')
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `attachment; filename="${mail.id}.eml"`)
      .send(mail.raw);
  });

  return app;
}

function find(store: MailStore, id: string): CaughtMail | undefined {
  return store.all().find((mail) => mail.id === id);
}

function sendPage(reply: FastifyReply, markup: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .send(markup);
}
