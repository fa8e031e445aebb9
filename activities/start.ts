import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';

/**
 * Starts a workflow once. The id is the key: one that runs, or ran and is still retained, is left alone, and the call
 * counts as done. Every start of the product comes through here.
 */
export async function startOnce(
  client: Client,
  type: string,
  options: { workflowId: string; taskQueue: string },
  input: object,
): Promise<void> {
  try {
    await client.workflow.start(type, {
      ...options,
      args: [input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
