import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import { noticeRestore } from '../../db/epoch.ts';
import { loadOrganisations } from '../../db/queries/organisation.ts';
import { markNotifications } from '../../db/queries/notification.ts';
import { listPlans } from '../../db/queries/plan.ts';
import {
  countInFlight,
  fingerprintOf,
  loadSending,
  loadSwitch,
  lockSending,
  removeStop,
  SENDING,
  storeStop,
  storeSwitch,
} from '../../db/queries/sending.ts';
import { listWorkItems } from '../../db/queries/work-item.ts';
import { Refusal } from '../../domain/errors.ts';
import { EPOCH_GUARD, RESTORED, type SendingMode, type StopScope, UNDECIDED } from '../../domain/sending.ts';
import { type Instant, instantAt, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { waitingOf } from './sending-waiting.ts';
import { decide } from './work-item.ts';

/** Who decides, and why. */
export interface Deciding {
  by: string;
  reason: string;
}

/**
 * Every decision about sending: alone in its transaction with the log, after every claim that is under way. Whoever gets
 * the answer knows that nothing claimed later leaves against it.
 */
export async function decideSending<Result>(
  context: ServiceContext,
  by: string,
  action: string,
  decide: (tx: Transaction, now: Instant) => Promise<{ payload: Record<string, unknown>; result: Result }>,
): Promise<Result> {
  const { database, tenant } = context;
  const at = context.now();
  return database.inTenant(tenant, async (tx) => {
    await lockSending(tx, tenant);
    await noticeRestore(tx, tenant, at);
    const { payload, result } = await decide(tx, at);
    await change(tx, { tenant, at, actor: by, action, entity: SENDING, payload }, () => Promise.resolve());
    return result;
  });
}

/**
 * Sets the switch. What fell due in shadow stays there, also what no worker had come to yet: going live sends nothing of
 * the days before. What waited while it was off goes as after an outage, one message per obligation and reader.
 */
export async function setSending(
  context: ServiceContext,
  { mode, by, reason }: Deciding & { mode: SendingMode },
): Promise<void> {
  await decideSending(context, by, 'sending.set', async (tx, now) => {
    const before = await loadSending(tx);
    const kept = before.mode === 'shadow' && mode === 'live' ? await keepPastInShadow(tx, now) : 0;
    await writeSwitch(tx, context.tenant, now, { mode, by, reason });
    await settleEpochs(tx, context, RESTORED, by, `${mode}: ${reason}`);
    return { payload: { before: before.mode, mode, reason, kept }, result: undefined };
  });
}

/** A pilot: these addresses and `@domains` alone get messages; null is everybody. */
export async function allowSending(
  context: ServiceContext,
  { addresses, by, reason }: Deciding & { addresses: string[] | null },
): Promise<void> {
  const allowList = addresses && [...new Set(addresses.map(addressOf))].sort();
  await decideSending(context, by, 'sending.allow', async (tx, now) => {
    await writeSwitch(tx, context.tenant, now, { allowList, by, reason });
    return { payload: { allowList, reason }, result: undefined };
  });
}

function addressOf(text: string): string {
  const address = text.trim().toLowerCase();
  if (/^[^\s@]*@[^\s@]+$/.test(address)) return address;
  throw new Refusal(
    'address-invalid',
    `“${text}” không phải một địa chỉ thư (ten@co-quan.example) hay một tên miền (@co-quan.example).`,
  );
}

async function writeSwitch(
  tx: Transaction,
  tenant: string,
  now: Instant,
  { by, reason, ...values }: Deciding & { mode?: SendingMode; allowList?: string[] | null },
): Promise<void> {
  const found = await loadSwitch(tx);
  await storeSwitch(tx, {
    ...{ tenant, mode: found?.mode ?? UNDECIDED.mode, allowList: found?.allowList ?? null },
    ...values,
    ...{ fingerprint: await fingerprintOf(tx), changedAt: now, changedBy: by, reason },
  });
}

/** Nobody is told today what should have been told in days that were only tried out. */
async function keepPastInShadow(tx: Transaction, now: Instant): Promise<number> {
  const today = instantAt(localDateOf(now), '00:00');
  const past = (await waitingOf(tx, now)).filter(({ row, passage }) => row.sendAt < today && passage.kind === 'shadow');
  await markNotifications(
    tx,
    past.map(({ row }) => row.id),
    'shadow',
  );
  return past.length;
}

/** What a stop is for: everything, one plan, or one body. */
export interface Stopping {
  scope: StopScope;
  /** Plan or organisation; null for all. */
  subject: string | null;
}

/** Nothing of it leaves from here on. Returns how many messages were on their way already. */
export async function stopSending(
  context: ServiceContext,
  stopping: Stopping,
  { by, reason }: Deciding,
): Promise<{ inFlight: number }> {
  return decideSending(context, by, 'sending.stop', async (tx, since) => {
    const { scope } = stopping;
    const subject = await subjectOf(tx, stopping);
    const stop = { tenant: context.tenant, scope, subject, since, by, reason };
    if (!(await storeStop(tx, stop))) throw new Refusal('stop-known', `${wordsOf(stopping)} đã dừng gửi từ trước.`);
    return { payload: { scope, subject, reason }, result: { inFlight: await countInFlight(tx) } };
  });
}

/** Lifts a stop: what is still asked for goes, the newest per obligation and reader. */
export async function resumeSending(
  context: ServiceContext,
  stopping: Stopping,
  { by, reason }: Deciding,
): Promise<void> {
  await decideSending(context, by, 'sending.resume', async (tx) => {
    const { scope } = stopping;
    const subject = await subjectOf(tx, stopping);
    if (!(await removeStop(tx, scope, subject))) {
      throw new Refusal('stop-unknown', `${wordsOf(stopping)} không bị dừng gửi.`);
    }
    if (scope === 'all') await settleEpochs(tx, context, EPOCH_GUARD, by, reason);
    return { payload: { scope, subject, reason }, result: undefined };
  });
}

async function subjectOf(tx: Transaction, { scope, subject }: Stopping): Promise<string> {
  if (scope === 'all') return '';
  const id = subject ?? '';
  const isKnown =
    scope === 'plan'
      ? (await listPlans(tx)).some((plan) => plan.id === id)
      : (await loadOrganisations(tx, [id])).length > 0;
  if (isKnown) return id;
  throw scope === 'plan'
    ? new Refusal('plan-unknown', `Không có kế hoạch nào đang hoạt động mang mã “${id}”.`)
    : new Refusal('organisation-unknown', `Không có cơ quan nào mang mã “${id}”.`);
}

function wordsOf({ scope, subject }: Stopping): string {
  if (scope === 'all') return 'Toàn hệ thống';
  return scope === 'plan' ? `Kế hoạch “${subject ?? ''}”` : `Cơ quan “${subject ?? ''}”`;
}

/** A person has looked: what the system asked about is answered. */
async function settleEpochs(
  tx: Transaction,
  context: ServiceContext,
  key: string,
  by: string,
  reason: string,
): Promise<void> {
  for (const item of await listWorkItems(tx, { kind: 'epoch', open: true })) {
    if (!item.key.startsWith(`${key}/`)) continue;
    await decide(tx, context, item, { state: 'done', decision: { document: null, reason }, by });
  }
}
