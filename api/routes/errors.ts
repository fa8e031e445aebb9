import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/errors.ts';
import type { Site } from '../pages/frame.ts';
import { missingPage, refusalPage, troublePage } from '../pages/message.ts';

/** Refusals that are not simply a bad request. */
const STATUS: Readonly<Record<string, number>> = {
  'host-unknown': 421,
  'plan-unknown': 404,
  'round-unknown': 404,
  'key-used': 409,
};

/** Thrown by a route whose address names nothing. */
export const missing = (sentence: string): Refusal => new Refusal('not-found', sentence);

/** One place decides what an error becomes: a page for people, a document for programs. */
export function addErrors(app: FastifyInstance, site: () => Site): void {
  app.setNotFoundHandler((request, reply) => sendMissing(request, reply, site(), 'Không có gì ở địa chỉ này.'));
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    if (error instanceof Refusal && error.code === 'not-found') {
      return sendMissing(request, reply, site(), error.message);
    }
    const refused = refusalOf(error);
    if (refused) {
      const { code, message, status } = refused;
      return send(request, reply.code(status), { code, message }, () => refusalPage(site(), message));
    }
    request.log.error({ err: error, request: { id: request.id, method: request.method, url: request.url } }, 'failed');
    const message = `Có lỗi của hệ thống, mã ${request.id}.`;
    return send(request, reply.code(500), { code: 'internal', message }, () => troublePage(site(), message));
  });
}

function refusalOf(error: FastifyError | Refusal): { code: string; message: string; status: number } | null {
  if (error instanceof Refusal) return { code: error.code, message: error.message, status: STATUS[error.code] ?? 400 };
  if (error.validation) {
    const names = error.validation.map(({ instancePath }) => `“${instancePath.slice(1)}”`).join(', ');
    return { code: 'parameter-invalid', message: `Giá trị của tham số ${names} không dùng được.`, status: 400 };
  }
  const { statusCode = 500 } = error;
  if (statusCode >= 500) return null;
  return { code: 'request-invalid', message: 'Yêu cầu gửi đến không đúng dạng.', status: statusCode };
}

function sendMissing(request: FastifyRequest, reply: FastifyReply, site: Site, message: string): FastifyReply {
  return send(request, reply.code(404), { code: 'not-found', message }, () => missingPage(site));
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  error: { code: string; message: string },
  page: () => string,
): FastifyReply {
  // Not by `Accept`: a browser that opens an address of the API wants to see its answer.
  if (/^\/(api\/|health|readyz)/.test(request.url)) {
    return reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send({ error });
  }
  return reply.type('text/html; charset=utf-8').serializer(String).send(page());
}
