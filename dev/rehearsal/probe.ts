import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { Refusal } from '../../domain/errors.ts';
import { DAY_MS } from '../../domain/time.ts';

const PATIENCE_MS = 5000;
const SPAN_MS = 10 * DAY_MS;

/**
 * Whether the server skips time at all: a workflow whose start is ten days away must be there within five seconds. An
 * older server ignores the wish and would keep a rehearsal waiting for a year. No worker is asked.
 */
export async function probeSkipping(connection: Connection, namespace: string, workflowId: string): Promise<void> {
  const { workflowService } = connection;
  const began = Date.now();
  try {
    await workflowService.startWorkflowExecution({
      namespace,
      workflowId,
      requestId: workflowId,
      workflowType: { name: 'probe' },
      taskQueue: { name: workflowId },
      workflowStartDelay: msToTs(SPAN_MS),
      timeSkippingConfig: { enabled: true },
    });
    while (Date.now() - began < PATIENCE_MS) {
      const { workflowExtendedInfo } = await workflowService.describeWorkflowExecution({
        namespace,
        execution: { workflowId },
      });
      const now = optionalTsToMs(workflowExtendedInfo?.timeSkippingInfo?.currentTime);
      if (now !== undefined && now >= began + SPAN_MS) return;
      await sleep(50);
    }
  } catch (error) {
    throw unable(error);
  } finally {
    await workflowService
      .terminateWorkflowExecution({ namespace, workflowExecution: { workflowId }, reason: 'probe done' })
      .catch(() => undefined);
  }
  throw unable(null);
}

const unable = (cause: unknown): Refusal =>
  Object.assign(
    new Refusal(
      'no-time-skipping',
      'Máy chủ Temporal này không tua được thời gian (thử 10 ngày trong 5 giây): diễn tập cần Temporal 1.32.1, cài Go để tự dựng hoặc đặt sẵn máy chủ đã dựng trong thư mục đệm; kế hoạch vẫn xem trước được.',
    ),
    { cause },
  );
