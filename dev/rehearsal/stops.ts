import { recordEvent } from '../../api/services/event.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { releaseLetters } from '../../api/services/release-letter.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { listWorkItems } from '../../db/queries/work-item.ts';
import { type Activation, type Derived, endOfYear } from '../../domain/activation.ts';
import type { Act } from '../../domain/behaviour.ts';
import { type Instant, MINUTE_MS } from '../../domain/time.ts';
import { obligationWorkflowId, roundWorkflowId } from '../../workflows/messages.ts';
import { rehearsedSubmission } from './rehearsed-submission.ts';

/** A round's workflows stop this long before it closes. */
const CLOSING_MS = 5 * MINUTE_MS;
export const LEAD = 'lãnh đạo rà soát (diễn tập)';
const MEMBER = 'đầu mối (diễn tập)';

/** Everybody: of an act that reaches farther than the obligations known beforehand. */
export const EVERYBODY = '*';

/** A moment at which workflows wait for the driver: people act, or a round is about to close. */
export interface Stop {
  at: Instant;
  /** Obligations whose workflows wait here, with their rounds'; or all workflows there are. */
  concerns: string[] | typeof EVERYBODY;
  /** What people do, through the services; null where a round is about to close. */
  act: ((context: ServiceContext) => Promise<unknown>) | null;
}

/**
 * A closing round settles the silent, and a message looks at its obligation once more when it is sent: so everything
 * due is sent before the round closes, as it would be in real time.
 */
export function closingStops({ obligations }: Derived): Stop[] {
  return obligations.flatMap(({ id, closesAt }): Stop[] =>
    closesAt === null ? [] : [{ at: closesAt - CLOSING_MS, concerns: [id], act: null }],
  );
}

/** What people do in a rehearsed year, by their scripted acts. */
export function actingStops(activation: Activation, acts: Act[]): Stop[] {
  return acts.map((act) => ({
    at: act.at,
    concerns: [act.obligation],
    act: (context) => perform(context, activation, act),
  }));
}

/** How far each workflow may go from an instant on: to its next stop, or to the end of the year. */
export function courseOf(
  tenant: string,
  derived: Derived,
  stops: Stop[],
  year: number,
): (id: string, after: Instant) => Instant {
  const shared = stops.filter(({ concerns }) => concerns === EVERYBODY).map(({ at }) => at);
  const instants = new Map<string, Instant[]>();
  for (const { at, concerns } of stops) {
    for (const obligation of concerns === EVERYBODY ? [] : concerns) {
      for (const id of workflowsOf('', tenant, derived, obligation))
        instants.set(id, [...(instants.get(id) ?? []), at]);
    }
  }
  return (workflowId, after) => {
    const own = instants.get(workflowId.replace(/^r\/[^/]+\//, '')) ?? [];
    return Math.min(endOfYear(year), ...[...shared, ...own].filter((at) => at > after));
  };
}

/** Who hears of an act on an obligation: its own workflow, and its round's. */
export function workflowsOf(prefix: string, tenant: string, derived: Derived, obligation: string): string[] {
  const round = derived.obligations.find(({ id }) => id === obligation)?.round;
  const own = obligationWorkflowId(prefix, tenant, obligation);
  return round ? [own, roundWorkflowId(prefix, tenant, round)] : [own];
}

async function perform(context: ServiceContext, activation: Activation, act: Act): Promise<void> {
  const { obligation } = act;
  switch (act.kind) {
    case 'submit':
    case 'issue':
      await submit(context, { obligation, by: MEMBER }, await rehearsedSubmission(context, activation, act));
      return;
    case 'accept':
      await accept(context, { obligation, by: LEAD });
      return;
    case 'return':
      await returnForWork(
        context,
        { obligation, by: LEAD },
        { reason: 'Đề nghị kiểm tra lại số liệu.', until: act.until, items: null },
      );
      return;
    case 'release':
      await release(context, obligation);
      return;
    case 'event':
      await recordEvent(context, { plan: activation.id, event: act.event, on: act.on, due: null }, LEAD);
  }
}

/** The letters about an obligation that its lead was asked to decide on, as the lead's list has them. */
async function release(context: ServiceContext, obligation: string): Promise<void> {
  const waiting = await context.database.inTenant(context.tenant, (tx) =>
    listWorkItems(tx, { kind: 'escalation', obligation, open: true }),
  );
  if (waiting.length === 0) throw new Error(`no letter about ${obligation} waits for its release`);
  const ids = waiting.map(({ id }) => id);
  await releaseLetters(context, ids, { by: LEAD, document: null });
}
