import { parseKeepingIds } from '../../../domain/kept-ids.ts';
import { classOf, type ZaloClass } from './codes.ts';

/** Zalo's answer, whatever the HTTP status was: `error` alone says whether it worked. */
export interface ZaloAnswer {
  data: Readonly<Record<string, unknown>>;
}

/** Zalo refused, or there was no answer. The text holds no number, token or address: only codes. */
export class ZaloFailure extends Error {
  override readonly name = 'ZaloFailure';
  readonly class: Exclude<ZaloClass, 'ok'>;
  /** Zalo's own; null where it gave none. */
  readonly code: number | null;
  /** False where the request surely never reached Zalo. */
  readonly handedOver: boolean;

  constructor(zaloClass: Exclude<ZaloClass, 'ok'>, code: number | null, handedOver: boolean, reason: string) {
    super(`Zalo: ${zaloClass}, ${reason}`);
    this.class = zaloClass;
    this.code = code;
    this.handedOver = handedOver;
  }
}

/** Causes with which no byte of a request has left. */
const NOT_HANDED_OVER = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...[
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
]);

/**
 * One call. The library's error is not kept as a cause: it may name the address asked, which can hold a number.
 * @throws ZaloFailure
 */
export async function callZalo(url: URL, init: RequestInit, timeoutMs: number): Promise<ZaloAnswer> {
  const response = await textOf(url, init, timeoutMs);
  const answer = objectOf(response.text);
  // The interface of tokens leaves `error` out where all is well.
  const code = answer === null ? null : numberOf(answer['error'] ?? 0);
  if (answer === null || code === null) {
    throw new ZaloFailure('unknown', null, true, `HTTP ${response.status} without an answer in JSON`);
  }
  const zaloClass = classOf(code);
  if (zaloClass !== 'ok') throw new ZaloFailure(zaloClass, code, true, `code ${code}`);
  return { data: isObject(answer['data']) ? answer['data'] : answer };
}

async function textOf(url: URL, init: RequestInit, timeoutMs: number): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const reason = reasonOf(error);
    throw new ZaloFailure('unknown', null, !NOT_HANDED_OVER.has(reason), reason);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : error.name;
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const parsed = parseKeepingIds(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers come as numbers or as strings. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** Ids come as strings, or as numbers short enough to be kept. */
export const idOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
