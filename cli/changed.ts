import type { Scope } from '../api/services/connection.ts';
import type { ServiceContext } from '../api/services/context.ts';
import { obligationsById } from '../api/services/status.ts';
import { type ObligationDocument, obligationDocument } from './documents.ts';
import { inOneTenant } from './installation.ts';
import { obligationLines } from './obligation-lines.ts';
import type { Output } from './output.ts';

/** Runs an act that returns the ids of what it touched, and reads how those stand afterwards. */
export async function changedBy(
  scope: Scope,
  act: (context: ServiceContext) => Promise<string[]>,
): Promise<ObligationDocument[]> {
  return inOneTenant(scope, async (context) => {
    const changed = await obligationsById(context, await act(context));
    return changed.map(obligationDocument);
  });
}

/** The document `{obligations}`, or a sentence with their dates. */
export function printChanged(output: Output, obligations: ObligationDocument[], sentence: string): void {
  output.print({ document: () => ({ obligations }), text: () => [sentence, ...obligationLines(obligations)] });
}
