import { amendPlan } from '../../api/services/amend.ts';
import { publishCalendar } from '../../api/services/calendar.ts';
import { cancel } from '../../api/services/cancel.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { recordEvent, withdrawEvent } from '../../api/services/event.ts';
import { extend } from '../../api/services/extend.ts';
import { promise } from '../../api/services/promise.ts';
import { reassign } from '../../api/services/reassign.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { waive } from '../../api/services/waive.ts';
import type { Activation } from '../../domain/activation.ts';
import { assertNever } from '../../domain/errors.ts';
import type { Submission } from '../../domain/submission.ts';
import { rehearsedSubmission } from '../rehearsal/rehearsed-submission.ts';
import type { PlannedAct } from './scenario.ts';

const LEAD = 'lãnh đạo rà soát (thử)';
const MEMBER = 'đầu mối (thử)';
const WHY = { reason: 'Theo đề nghị của cơ quan.', basis: 'Công văn 12/CV' };

/** Obligations that an act changed beside the one it names; `all` where nobody can tell beforehand. */
export type Touched = string[] | 'all';

/** One act over the services, under its key. Throws their `Refusal`. */
export async function perform(
  context: ServiceContext,
  activation: Activation,
  { act, key, at }: PlannedAct,
): Promise<Touched> {
  const command = { obligation: 'obligation' in act ? act.obligation : '', by: LEAD, key };
  switch (act.kind) {
    case 'submit':
    case 'issue':
    case 'draft': {
      const content = await contentOf(context, activation, act.obligation, at);
      await submit(context, { ...command, by: MEMBER }, { ...content, draft: act.kind === 'draft' });
      return [];
    }
    case 'accept':
      await accept(context, command);
      return [];
    case 'return':
      await returnForWork(context, command, { reason: 'Đề nghị kiểm tra lại.', until: act.until, items: act.items });
      return [];
    case 'extend':
      return (await extend(context, command, { until: act.until, ...WHY })).slice(1);
    case 'waive':
      await waive(context, command, { items: act.items, ...WHY });
      return [];
    case 'cancel':
      await cancel(context, command, { items: act.items, ...WHY });
      return [];
    case 'reassign':
      return (await reassign(context, command, { to: act.to, items: act.items, until: null, ...WHY })).slice(1);
    case 'promise':
      await promise(context, { ...command, by: MEMBER }, act.on);
      return [];
    case 'event':
      return recordEvent(context, { plan: activation.id, event: act.event, on: act.on, due: null }, LEAD, key);
    case 'withdraw':
      return withdrawEvent(context, { plan: activation.id, event: act.event, reason: 'ghi nhầm' }, LEAD, key);
    case 'amend':
      return amend(context, activation, act);
    case 'publish':
      await publishCalendar(context, { format: 'dondoc.calendar/1', year: null, days: act.days }, { by: LEAD, ...WHY });
      return 'all';
    default:
      return assertNever(act);
  }
}

function contentOf(
  context: ServiceContext,
  activation: Activation,
  obligation: string,
  at: number,
): Promise<Submission> {
  return rehearsedSubmission(context, activation, { kind: 'submit', at, obligation });
}

/** Another date for a duty of its own. */
async function amend(
  context: ServiceContext,
  { id, schedule }: Activation,
  { item, date }: { item: string; date: string },
): Promise<string[]> {
  const deadlines = [{ kind: 'on-or-before' as const, date, text: `chậm nhất ngày ${date}` }];
  const changed = { ...schedule, items: { ...schedule.items, [item]: { deadlines } } };
  const { amendment } = await amendPlan(
    context,
    id,
    { plan: null, schedule: changed, organisations: null, basis: WHY.basis },
    LEAD,
  );
  const ids = [
    ...amendment.changed.map(({ obligation }) => obligation.id),
    ...amendment.cancelled,
    ...amendment.added.map((one) => one.id),
  ];
  return ids;
}
