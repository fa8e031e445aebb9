import grpc from '@grpc/grpc-js';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { Instant } from '../../domain/time.ts';

const { StartWorkflowExecutionRequest } = proto.temporal.api.workflowservice.v1;

/** What a rehearsal decides about a workflow at the moment it is started. */
export interface Birth {
  workflowId: string;
  bornAt: Instant;
  clockShift: number;
}

/** When it is born, and the first outside input that the script has for it. */
export interface FirstInput {
  id: string;
  bornAt: Instant;
  at: Instant;
}

/**
 * A connection that lets time skip for every workflow started over it. The product starts its workflows by one path
 * and knows nothing of this: the request is changed on its way. A workflow is born at its own business instant (the
 * server would give it the real one), and is fast-forwarded to the first outside input that the script has for it.
 */
export async function skippingConnection(
  address: string,
  firstInput: (birth: Birth) => FirstInput,
): Promise<Connection> {
  return Connection.connect({ address, interceptors: [interceptorOf(firstInput)] });
}

function interceptorOf(firstInput: (birth: Birth) => FirstInput): grpc.Interceptor {
  return (options, nextCall) =>
    new grpc.InterceptingCall(nextCall(options), {
      sendMessage(message: unknown, next) {
        const starts = options.method_definition.path.endsWith('/StartWorkflowExecution');
        // The interceptor sees bytes, not the object: what is set on a decoded copy has to be encoded again.
        next(starts ? withSkipping(message as Uint8Array, firstInput) : message);
      },
    });
}

function withSkipping(bytes: Uint8Array, firstInput: (birth: Birth) => FirstInput): Buffer {
  const request = StartWorkflowExecutionRequest.decode(bytes);
  const birth = birthOf(request);
  if (birth) {
    const real = Date.now();
    const input = firstInput(birth);
    const delay = input.bornAt + birth.clockShift - real;
    if (delay > 0) request.workflowStartDelay = msToTs(delay);
    request.timeSkippingConfig = {
      enabled: true,
      fastForwardConfig: { id: input.id, duration: msToTs(input.at + birth.clockShift - real) },
    };
  }
  return Buffer.from(StartWorkflowExecutionRequest.encode(request).finish());
}

/** Dispatch is told its instants and needs no time of its own: it has no birth. */
function birthOf(request: proto.temporal.api.workflowservice.v1.IStartWorkflowExecutionRequest): Birth | null {
  const data = request.input?.payloads?.[0]?.data;
  if (!data || !request.workflowId) return null;
  const input = JSON.parse(Buffer.from(data).toString('utf8')) as Partial<Birth>;
  if (typeof input.bornAt !== 'number' || typeof input.clockShift !== 'number') return null;
  return { workflowId: request.workflowId, bornAt: input.bornAt, clockShift: input.clockShift };
}
