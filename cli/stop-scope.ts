import type { Stopping } from '../api/services/sending.ts';
import { STOP_SCOPES } from '../domain/sending.ts';
import { Refusal } from '../domain/errors.ts';

/** What the arguments of `stop` and `resume` are called in the help. */
export const SCOPE_ARGUMENT = ['<phạm vi>', STOP_SCOPES.join(' | ')] as const;
export const SUBJECT_ARGUMENT = ['[mã]', 'mã kế hoạch hoặc mã cơ quan'] as const;

/** `all`, `plan P` or `organisation O`. */
export function stoppingOf(word: string, subject: string | undefined): Stopping {
  const scope = STOP_SCOPES.find((one) => one === word);
  if (!scope) throw new Refusal('usage', `Phạm vi “${word}” không phải một trong ${STOP_SCOPES.join(', ')}.`);
  if ((scope === 'all') !== (subject === undefined)) {
    throw new Refusal('usage', scope === 'all' ? '“all” không kèm mã.' : `“${scope}” cần kèm một mã.`);
  }
  return { scope, subject: subject ?? null };
}
