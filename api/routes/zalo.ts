import type { FastifyInstance } from 'fastify';
import { takeZaloEvent, type Webhook } from '../services/zalo-webhook.ts';

/** More than any event of Zalo holds. */
const BODY_LIMIT = 64 * 1024;

/**
 * Where Zalo tells what became of a message. It wants its answer within two seconds, and asks for nothing but that; the
 * signature is over the bytes as they came, so they are not parsed before.
 */
export function addZalo(app: FastifyInstance, webhook: Webhook | null): void {
  if (!webhook) return;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/webhooks/zalo', async (request, reply) => {
      const signature = request.headers['x-zevent-signature'];
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const taken = await takeZaloEvent(webhook, body, typeof signature === 'string' ? signature : '');
      if (taken === 'refused') request.log.warn('event of Zalo without a good signature');
      return reply.code(taken === 'refused' ? 403 : 200).send();
    });
  });
}
