import type { Activation } from '../../domain/activation.ts';
import { Refusal } from '../../domain/errors.ts';
import { undecidedOf } from '../../domain/undecided.ts';
import { unknownNames } from '../../domain/unknown-name.ts';
import { count, longDate } from '../../domain/vietnamese.ts';
import { checkPlan } from '../../importer/check.ts';

/** Why a plan can't be activated yet, in one sentence of Vietnamese. */
interface Obstacle {
  code: string;
  message: string;
  /** Where it has to be put right. */
  in: 'plan' | 'schedule';
  /** In the plan's text. */
  line?: number | undefined;
}

/** The files that plan and schedule came from, where they came from files. */
type Files = Record<Obstacle['in'], string>;

/**
 * Refuses a plan that is blank or in error, or whose lead has left something undecided: the first obstacle, and how many
 * there are besides. An amendment is held to the same. A preview and a rehearsal take every proposal as it stands, and
 * never ask here.
 */
export function refuseUnready(activation: Activation, files?: Files, act = 'kích hoạt'): void {
  const [first, ...others] = obstaclesOf(activation);
  if (!first) return;
  const more =
    others.length > 0
      ? `; còn ${count(others.length)} điểm khác, xem “dondoc plan check” và “dondoc plan preview”`
      : '';
  const file = files?.[first.in];
  const where = file === undefined ? `kế hoạch “${activation.id}”` : file;
  const sentence = `Chưa thể ${act} ${where}: ${first.message.replace(/\.$/, '')}${more}.`;
  throw new Refusal(first.code, sentence, {
    ...(file === undefined ? {} : { file }),
    ...(first.line === undefined ? {} : { line: first.line }),
  });
}

function obstaclesOf(activation: Activation): Obstacle[] {
  const errors = [...planErrors(activation), ...unknown(activation), ...tooEarly(activation)];
  // Without its lead, or with names that mean nothing, a plan leads to no dates that could be decided.
  if (errors.some(({ code }) => ['lead-missing', 'name-unknown'].includes(code))) return errors;
  const undecided = undecidedOf(activation).filter(({ blocks }) => blocks);
  return [...errors, ...undecided.map(({ code, message }) => ({ code, message, in: 'schedule' as const }))];
}

function planErrors({ plan, organisations, schedule, calendar }: Activation): Obstacle[] {
  const file = { format: 'dondoc.organisations/1' as const, tenant: '', organisations };
  return checkPlan(plan, { organisations: file, schedule, calendar })
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, source }) => ({ code, message, in: 'plan', line: source?.line }));
}

const unknown = ({ schedule, plan, organisations }: Activation): Obstacle[] =>
  unknownNames(schedule, plan, organisations).map(({ message }) => ({ code: 'name-unknown', message, in: 'schedule' }));

function tooEarly({ plan, schedule }: Activation): Obstacle[] {
  const { date } = plan.document;
  if (date === null || schedule.activatedOn >= date) return [];
  const message = `ngày kích hoạt ${longDate(schedule.activatedOn)} trước ngày ban hành ${longDate(date)}`;
  return [{ code: 'activated-before-issue', message, in: 'schedule' }];
}
