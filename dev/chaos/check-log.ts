import type { Finding } from './breach.ts';
import type { Rows } from './rows.ts';

/**
 * I6, as far as there is no chain over the log yet: its rows stay as they were, the facts of an obligation are numbered
 * without a gap, and whatever has changed since the check before has its row in the log. Numbers of the log itself may
 * have gaps: a transaction that broke off keeps the one it drew.
 */
export function checkLog(before: Rows, after: Rows): Finding[] {
  const facts = [...rewritten(before, after), ...numbers(after), ...unlogged(before, after)];
  return facts.map((fact) => ({ invariant: 'I6', fact }));
}

function rewritten(before: Rows, after: Rows): string[] {
  const now = new Map(after.log.map((row) => [row.sequence, JSON.stringify(row)]));
  return before.log
    .filter((row) => now.get(row.sequence) !== JSON.stringify(row))
    .map(({ sequence, action }) => `row ${sequence} of the log (${action}) is not what it was`);
}

function numbers({ obligations, facts, log, submissions }: Rows): string[] {
  const found: string[] = [];
  for (const { id, sequence } of obligations) {
    const own = facts.filter(({ obligation }) => obligation === id).map((fact) => fact.sequence);
    const wanted = Array.from({ length: sequence }, (_, index) => index + 1);
    if (own.join() !== wanted.join()) found.push(`${id} stands at fact ${sequence}, and has ${own.join() || 'none'}`);
    const versions = submissions.filter(({ obligation }) => obligation === id).map(({ version }) => version);
    if (versions.some((version, index) => version !== index + 1)) found.push(`${id} has versions ${versions.join()}`);
  }
  for (const fact of facts) {
    const [action, entity] =
      fact.kind === 'calendar' ? ['calendar.publish', null] : [`obligation.${fact.kind}`, fact.obligation];
    const isLogged = log.some(
      (row) =>
        row.action === action &&
        row.at === fact.at &&
        row.actor === fact.by &&
        (entity === null || row.entity === entity),
    );
    if (!isLogged) found.push(`fact ${fact.sequence} of ${fact.obligation} (${fact.kind}) is not in the log`);
  }
  return found;
}

/** Rows that are otherwise than before, and of which no new row of the log speaks. */
function unlogged(before: Rows, after: Rows): string[] {
  const known = new Set(before.log.map(({ sequence }) => sequence));
  const fresh = after.log.filter(({ sequence }) => !known.has(sequence));
  const named = new Set(fresh.flatMap(({ entity, payload }) => [entity, ...strings(payload)]));
  const reaching = fresh.some(({ action }) => ['plan.amend', 'calendar.publish', 'plan.activate'].includes(action));
  const was = new Map([...before.obligations, ...before.rounds].map((row) => [row.id, JSON.stringify(row)]));
  const changed = [...after.obligations, ...after.rounds].filter((row) => was.get(row.id) !== JSON.stringify(row));
  return changed
    .filter((row) => !reaching && !named.has(row.id) && !isTold(row, named, after))
    .map(({ id }) => `${id} has changed, and the log says nothing of it`);
}

/** A round counts down with its obligations, and its obligations are written with it. */
function isTold(
  row: Rows['obligations'][number] | Rows['rounds'][number],
  named: Set<string>,
  { obligations }: Rows,
): boolean {
  if ('definition' in row) return obligations.some(({ id, round }) => round === row.id && named.has(id));
  return row.round !== null && named.has(row.round);
}

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
};
