import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../domain/errors.ts';

/** No script runs on these pages, and they load nothing but their style sheet. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface SecurityOptions {
  /** Answers loopback host names only. */
  loopbackOnly: boolean;
}

/** Headers of every answer, and who is answered at all. */
export function addSecurity(app: FastifyInstance, { loopbackOnly }: SecurityOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    // A page elsewhere may point its own name at 127.0.0.1 and read us through the visitor's browser (DNS rebinding);
    // the name it asked for gives it away.
    if (loopbackOnly && !LOOPBACK.has(hostName(request.headers.host))) {
      throw new Refusal('host-unknown', `Máy chủ này chỉ trả lời tại 127.0.0.1 hoặc localhost.`);
    }
  });
}

const hostName = (host: string | undefined): string => (host ?? '').toLowerCase().replace(/:\d+$/, '');
