import { CommanderError } from 'commander';
import { Refusal } from '../domain/errors.ts';
import type { Output } from './output.ts';
import { usageSentence } from './usage.ts';

const WORK_FAILED = 1;
const BAD_INPUT = 2;

/** Refusals that are nobody's wrong word: the machine, or what runs on it, was not as it has to be. */
const FAILURES = new Set([
  'installation-missing',
  'installation-unreadable',
  'database-unreachable',
  'database-not-migrated',
  'mailbox-unreachable',
  'lock-busy',
  'mail-unknown',
  'mail-unreachable',
  'report-not-made',
]);
const isFailure = (code: string): boolean =>
  FAILURES.has(code) || /^(temporal|postgres)-|^no-(temporal|postgres|account|time-skipping)$/.test(code);

interface Told {
  code: string;
  message: string;
  file?: string;
  line?: number;
}

/** Tells what went wrong in one sentence, and returns the exit status. */
export function report(error: unknown, output: Output): number {
  if (error instanceof CommanderError) return reportUsage(error, output);
  if (error instanceof Refusal) {
    tell({ code: error.code, message: error.message, ...error.place }, output);
    return isFailure(error.code) ? WORK_FAILED : BAD_INPUT;
  }
  const message = error instanceof Error ? error.message : String(error);
  tell({ code: 'internal', message: `Lỗi của chương trình: ${message.split('\n')[0] ?? ''}` }, output);
  if (process.env['DEBUG'] && error instanceof Error) output.say(error.stack ?? '');
  return WORK_FAILED;
}

/** Help that was asked for ends here too, and is no error; help for want of a command is. */
function reportUsage(error: CommanderError, output: Output): number {
  if (error.exitCode === 0) return 0;
  tell({ code: 'usage', message: usageSentence(error) }, output);
  return BAD_INPUT;
}

function tell(told: Told, output: Output): void {
  if (output.json) process.stdout.write(`${JSON.stringify({ error: told })}\n`);
  else output.say(told.message);
}
