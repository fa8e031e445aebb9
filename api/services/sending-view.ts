import { count, eq } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { listPlans } from '../../db/queries/plan.ts';
import {
  countInFlight,
  fingerprintOf,
  loadStops,
  loadSwitch,
  type StopRow,
  type SwitchRow,
} from '../../db/queries/sending.ts';
import { notifications } from '../../db/schema/index.ts';
import { type HeldBack, RESTORED, type SendingMode, UNDECIDED } from '../../domain/sending.ts';
import type { Instant } from '../../domain/time.ts';
import { unreleasedOf } from './batch-release.ts';
import type { ServiceContext } from './context.ts';
import { untold } from './sending-catch-up.ts';
import { waitingOf } from './sending-waiting.ts';

/** What was decided about sending, as people look at it. */
export interface Switch {
  mode: SendingMode;
  allowList: string[] | null;
  /** The last decision about the mode or the list; null on a new installation. */
  decision: Pick<SwitchRow, 'changedAt' | 'changedBy' | 'reason'> | null;
  /** Decided on another database than this one, and nobody has decided since. */
  isRestored: boolean;
  stops: StopRow[];
}

export interface SendingView extends Switch {
  /** Due and not to leave yet, by the reason. */
  held: Partial<Record<HeldBack, number>>;
  /** Due, and free to leave with the next dispatch. */
  due: number;
  /** Made and kept, never sent. */
  shadowed: number;
  /** In a sender's hands. */
  inFlight: number;
  plans: PlanSending[];
}

export interface PlanSending {
  plan: string;
  /** Bodies that the first stretch may not write to yet. */
  unreleased: string[];
  /** Entries to bodies that were only made, and that nothing has followed: `sending catch-up` sends them. */
  untold: number;
}

export async function readSwitch(tx: Transaction): Promise<Switch> {
  const found = await loadSwitch(tx);
  const isCopy = found !== null && found.fingerprint !== (await fingerprintOf(tx));
  return {
    // Its own worker says so with its next look.
    mode: isCopy && found.mode === 'live' ? 'shadow' : (found?.mode ?? UNDECIDED.mode),
    allowList: found?.allowList ?? null,
    decision: found && { changedAt: found.changedAt, changedBy: found.changedBy, reason: found.reason },
    isRestored: isCopy || found?.reason === RESTORED,
    stops: await loadStops(tx),
  };
}

/** Everything about sending in one tree of organisations. */
export async function sendingOf(context: ServiceContext): Promise<SendingView> {
  return context.database.inTenant(context.tenant, (tx) => viewOf(tx, context.now()));
}

async function viewOf(tx: Transaction, now: Instant): Promise<SendingView> {
  const held: SendingView['held'] = {};
  let due = 0;
  for (const { passage } of await waitingOf(tx, now)) {
    if (passage.kind === 'hold') held[passage.code] = (held[passage.code] ?? 0) + 1;
    else due++;
  }
  const shadow = eq(notifications.state, 'shadow');
  const [kept] = await tx.select({ found: count() }).from(notifications).where(shadow);
  const plans: PlanSending[] = [];
  for (const { id: plan } of await listPlans(tx)) {
    plans.push({ plan, unreleased: await unreleasedOf(tx, plan), untold: (await untold(tx, plan)).length });
  }
  return {
    ...(await readSwitch(tx)),
    ...{ held, due, shadowed: kept?.found ?? 0, inFlight: await countInFlight(tx), plans },
  };
}
