import type { Command } from 'commander';
import { wordsOption } from './arguments.ts';
import { installationCommand } from './installation.ts';

export interface DecisionOptions {
  by: string;
  reason: string;
  tenant?: string;
}

/** A command by which a person decides about sending: the log keeps who, and why. */
export function decisionCommand(parent: Command, name: string): Command {
  return installationCommand(parent, name)
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .requiredOption('--reason <lý do>', 'lý do', wordsOption('--reason'));
}
