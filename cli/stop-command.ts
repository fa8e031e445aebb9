import type { Command } from 'commander';
import type { ServiceContext } from '../api/services/context.ts';
import type { Stopping } from '../api/services/sending.ts';
import { Refusal } from '../domain/errors.ts';
import { STOP_SCOPES } from '../domain/sending.ts';
import { decisionCommand, type DecisionOptions } from './decision-command.ts';
import type { Output } from './output.ts';
import { printSending } from './sending-lines.ts';

/** A command about one stop. */
interface Stop {
  name: string;
  description: string;
  /** @returns lines for who decided */
  decide: (
    context: ServiceContext,
    stopping: Stopping,
    decision: Pick<DecisionOptions, 'by' | 'reason'>,
  ) => Promise<string[]>;
}

/** A command that sets or lifts a stop: what for, by whom, why. */
export function stopCommand(parent: Command, output: Output, { name, description, decide }: Stop): void {
  decisionCommand(parent, name)
    .description(description)
    .argument('<phạm vi>', STOP_SCOPES.join(' | '))
    .argument('[mã]', 'mã kế hoạch hoặc mã cơ quan')
    .action(async (word: string, subject: string | undefined, { tenant, by, reason }: DecisionOptions) => {
      const stopping = stoppingOf(word, subject);
      const id = stopping.scope === 'plan' ? (subject ?? '') : undefined;
      await printSending(output, { tenant, ...(id === undefined ? {} : { id }) }, (context) =>
        decide(context, stopping, { by, reason }),
      );
    });
}

/** `all`, `plan P` or `organisation O`. */
function stoppingOf(word: string, subject: string | undefined): Stopping {
  const scope = STOP_SCOPES.find((one) => one === word);
  if (!scope) throw new Refusal('usage', `Phạm vi “${word}” không phải một trong ${STOP_SCOPES.join(', ')}.`);
  if ((scope === 'all') !== (subject === undefined)) {
    throw new Refusal('usage', scope === 'all' ? '“all” không kèm mã.' : `“${scope}” cần kèm một mã.`);
  }
  return { scope, subject: subject ?? null };
}
