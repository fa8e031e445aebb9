import type { Command } from 'commander';
import type { ServiceContext } from '../api/services/context.ts';
import type { WorkItemRow } from '../api/services/work-item.ts';
import { Refusal } from '../domain/errors.ts';
import type { WorkItemDecision } from '../domain/work-item.ts';
import { wordsOption } from './arguments.ts';
import { inOneTenant, installationCommand } from './installation.ts';
import type { Output } from './output.ts';
import { workItemsDocument, workLines } from './work-lines.ts';

/** `3,5,8`: numbers of work items, as the list prints them. */
export function numbersArgument(text: string): number[] {
  const numbers = text.split(',').map((part) => part.trim());
  const wrong = numbers.find((part) => !/^[1-9]\d{0,14}$/.test(part));
  if (wrong !== undefined) throw new Refusal('usage', `“${wrong}” trong “${text}” không phải số thứ tự của một việc.`);
  return numbers.map(Number);
}

interface Deciding<Options> {
  name: string;
  description: string;
  /** The sentence that it is done. */
  done: string;
  options: (command: Command) => Command;
  decide: (context: ServiceContext, ids: number[], options: Options & { by: string }) => Promise<WorkItemRow[]>;
}

/** A command by which a person decides on work items, several at once; all of them or none. */
export function workCommand<Options>(parent: Command, output: Output, deciding: Deciding<Options>): void {
  deciding
    .options(installationCommand(parent, deciding.name).description(deciding.description))
    .argument('<số,…>', 'số thứ tự của việc, như “dondoc work list” in ra', numbersArgument)
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .action(async (ids: number[], options: Options & { by: string; tenant?: string }) => {
      const items = await inOneTenant({ tenant: options.tenant }, (context) => deciding.decide(context, ids, options));
      output.print({
        document: () => workItemsDocument(items),
        text: () => [deciding.done, ...workLines(items)],
      });
    });
}

/** The lead's own document from `--number` and `--date`, of which neither goes without the other. */
export function documentOption(number: string | undefined, date: string | undefined): WorkItemDecision['document'] {
  if (number === undefined && date === undefined) return null;
  if (number !== undefined && date !== undefined) return { number, date };
  throw new Refusal('usage', 'Công văn phải có cả số (--number) và ngày (--date).');
}
