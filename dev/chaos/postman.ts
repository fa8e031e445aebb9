import { randomBytes } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { deliveries, envelopes, notifications } from '../../db/schema/index.ts';
import { DEFAULT_POLICY, type Policy } from '../../domain/policy.ts';
import { inSlot } from '../../domain/slot.ts';
import { addDays, type Instant, instantAt, localDateOf, MINUTE_MS } from '../../domain/time.ts';
import { DISPATCH_WORKFLOW, type DispatchInput } from '../../workflows/messages.ts';
import type { World } from './world.ts';

/** Waits before the next try, and the lease of a sender that said nothing; as docs/architecture.md has them. */
const WAITS = [5, 15, 60, 240].map((minutes) => minutes * MINUTE_MS);
const LEASE = 2 * MINUTE_MS;
/** Instants that one dispatch workflow takes. */
const INSTANTS = 40;
/** More turns than a stretch of a year can need: what is due and never leaves would go round for ever. */
const TURNS = 600;

/**
 * What the Schedule does every minute, for the minutes in which there is something to do until `before`: what is due,
 * and what waits for its next try. The machine's clock decides over leases, so that a lease whose business time is over
 * is ended by hand.
 */
export async function dispatchUntil(world: World, before: Instant, isTwo = false): Promise<void> {
  let from = world.bench.clock.passed;
  for (let turn = 0; turn < TURNS; turn++) {
    const due = (await turnsAhead(world, from)).filter(({ at }) => at < before).sort((a, b) => a.at - b.at);
    const [first] = due;
    if (!first) return;
    const again = due.filter((one) => one.at === first.at && one.envelope !== null);
    if (again.length > 0)
      await endLeases(
        world,
        again.map(({ envelope }) => envelope ?? ''),
      );
    const until = due.find((one) => one.envelope !== null && one.at > first.at)?.at ?? before;
    const together =
      again.length > 0
        ? [first.at]
        : sequence(
            world,
            due.map(({ at }) => at).filter((at) => at < until),
          );
    world.weather.now = first.at;
    await dispatch(world, together, isTwo);
    from = Math.max(from, together.at(-1) ?? from);
  }
  throw new Error(`messages are due before ${new Date(before).toISOString()} and never leave`);
}

/** As many of the next instants as have the same weather. */
function sequence({ weather }: World, instants: Instant[]): Instant[] {
  const [first = 0] = instants;
  return [...new Set(instants)].filter((at) => weather.isSteady(first, at)).slice(0, INSTANTS);
}

/** One dispatch, or two at the same time. */
export async function dispatch({ bench }: World, asOf: Instant[], isTwo = false): Promise<void> {
  const input: DispatchInput = { format: 1, clockShift: bench.clockShift, asOf };
  const one = (): Promise<unknown> =>
    bench.client.workflow.execute(DISPATCH_WORKFLOW, {
      taskQueue: bench.taskQueue,
      workflowId: `${bench.idPrefix}d/${randomBytes(6).toString('hex')}`,
      args: [input],
    });
  await Promise.all(isTwo ? [one(), one()] : [one()]);
}

/** One thing that dispatch has to do at an instant: what is due (null), or an envelope's next try. */
interface Turn {
  at: Instant;
  envelope: string | null;
}

async function turnsAhead({ watch, scenario }: World, from: Instant): Promise<Turn[]> {
  const { tenant, activation } = scenario;
  return watch.inTenant(tenant, async (tx) => {
    const calendar = await loadCalendar(tx);
    if (!calendar) throw new TypeError('there is no calendar');
    const open = (at: Instant, policy: Policy): Instant => nextOpen(Math.max(at, from), { calendar, policy });
    const due = await tx
      .selectDistinct({ at: notifications.sendAt })
      .from(notifications)
      .where(eq(notifications.state, 'pending'));
    const left = await tx
      .select({
        id: envelopes.id,
        asOf: envelopes.asOf,
        attempts: envelopes.attempts,
        triedAt: sql<number | null>`max(extract(epoch from ${deliveries.at}) * 1000)::float8`,
      })
      .from(envelopes)
      .leftJoin(deliveries, and(eq(deliveries.envelope, envelopes.id), eq(deliveries.attempt, envelopes.attempts)))
      .where(eq(envelopes.state, 'sending'))
      .groupBy(envelopes.id, envelopes.asOf, envelopes.attempts);
    return [
      ...due.map(({ at }) => ({ at: open(at, activation.policy), envelope: null })),
      ...left.map(({ id, asOf, attempts, triedAt }) => {
        const next = triedAt === null ? Math.max(asOf, from) + LEASE : triedAt + (WAITS[attempts] ?? LEASE);
        return { at: open(next, DEFAULT_POLICY), envelope: id };
      }),
    ];
  });
}

/** The instant itself within the hours of messages, else the opening of the next. */
export function nextOpen(at: Instant, slots: Parameters<typeof inSlot>[1]): Instant {
  if (inSlot(at, slots)) return at;
  const day = localDateOf(at);
  const today = instantAt(day, slots.policy.slotFrom);
  if (at < today && slots.calendar.isWorkingDay(day)) return today;
  return instantAt(slots.calendar.onOrAfter(addDays(day, 1)), slots.policy.slotFrom);
}

/** What was refused for now is surely not taken; of all else that is tried again nobody knows. */
async function endLeases(world: World, ids: string[]): Promise<void> {
  await world.watch.inTenant(world.scenario.tenant, async (tx) => {
    const sure = await tx
      .select({ id: envelopes.id })
      .from(envelopes)
      .innerJoin(deliveries, and(eq(deliveries.envelope, envelopes.id), eq(deliveries.attempt, envelopes.attempts)))
      .where(and(inArray(envelopes.id, ids), eq(deliveries.outcome, 'refused-for-now')));
    const known = new Set(sure.map(({ id }) => id));
    for (const id of ids.filter((one) => !known.has(one))) world.doubtful.add(id);
    await tx
      .update(envelopes)
      .set({ leaseUntil: Date.now() - 1000 })
      .where(inArray(envelopes.id, ids));
  });
}

/** A sender that is so slow that its lease runs out: everything it holds is anybody's. */
export async function outliveLeases(world: World): Promise<void> {
  const held = await world.watch.inTenant(world.scenario.tenant, (tx) =>
    tx.select({ id: envelopes.id }).from(envelopes).where(eq(envelopes.state, 'sending')),
  );
  await endLeases(
    world,
    held.map(({ id }) => id),
  );
}
