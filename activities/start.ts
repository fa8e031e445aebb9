import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { OBLIGATION_WORKFLOW, type ObligationInput } from '../workflows/messages.ts';

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

/** The workflow of one obligation, from its row as it is: with the number of the last fact that its ladder knows. */
export async function startObligationOnce(
  client: Client,
  options: { workflowId: string; taskQueue: string },
  input: Omit<ObligationInput, 'format' | 'fired'>,
): Promise<void> {
  await startOnce(client, OBLIGATION_WORKFLOW, options, { ...input, format: 1, fired: [] } satisfies ObligationInput);
}
