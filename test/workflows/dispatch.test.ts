import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { activationCache } from '../../activities/activation-cache.ts';
import { claimLetters } from '../../activities/claim.ts';
import { submit } from '../../api/services/submit.ts';
import { waitingInstants } from '../../db/queries/notification.ts';
import { envelopes, organisations } from '../../db/schema/index.ts';
import type { CaughtMail } from '../../dev/inbox/inbox.ts';
import type { Policy } from '../../domain/policy.ts';
import { instantAt } from '../../domain/time.ts';
import type { dispatchWorkflow } from '../../workflows/index.ts';
import { DISPATCH_WORKFLOW, type DispatchInput } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

/** The morning of Tue 10/6: each of four bodies has a reminder at a minute of its own. */
const MORNING = '2025-06-10';
const BODIES = ['thu-nhat', 'thu-hai', 'thu-ba', 'duoc-de-nghi'].map((body) => `dau-moi@${body}.example`).sort();

let engine: Engine;
afterEach(() => engine.stop());

/** All reminders of that morning are written, and none is sent. */
async function untilTheMorning(policy: Partial<Policy> = {}): Promise<void> {
  engine = await startEngine({ policy });
  await engine.goTo(instantAt('2025-06-09', '20:00'));
  await engine.sendOn(instantAt(MORNING, policy.slotFrom ?? '07:30'));
  await engine.clock.settle(engine.connection);
}

function dispatch(name: string, asOf: number[]): Promise<number> {
  const input: DispatchInput = { format: 1, clockShift: engine.clockShift, asOf };
  const workflowId = `${engine.idPrefix}d/${name}`;
  return engine.client.workflow.execute<typeof dispatchWorkflow>(DISPATCH_WORKFLOW, {
    taskQueue: engine.taskQueue,
    workflowId,
    args: [input],
  });
}

/** The reminders of the round, as received. */
const reminders = (): CaughtMail[] =>
  engine.inbox
    .received()
    .filter(({ entries }) =>
      entries.some(({ obligation, rung }) => rung === 'before-7' && obligation.startsWith(SMALL.round)),
    );
const readers = (): string[] =>
  reminders()
    .flatMap(({ to }) => to)
    .sort();

const leased = () =>
  engine.database.inTenant(SMALL.tenant, (tx) => tx.select().from(envelopes).where(eq(envelopes.state, 'sending')));

describe('dispatch', () => {
  it('two at once, and two more: each letter goes once', async () => {
    await untilTheMorning();
    const end = instantAt(MORNING, '08:30');
    expect(await engine.database.inTenant(SMALL.tenant, (tx) => waitingInstants(tx, end))).toHaveLength(4);
    const sent = await Promise.all(['a', 'b', 'c', 'd'].map((name) => dispatch(name, [end])));
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(readers()).toEqual(BODIES);
  });

  it('sends nothing at night or on a day off', async () => {
    await untilTheMorning();
    const [saturday, night] = [instantAt('2025-06-14', '09:00'), instantAt(MORNING, '20:00')];
    expect(await dispatch('off', [saturday, night])).toBe(0);
    expect(readers()).toEqual([]);
  });

  it('keeps the hours that a plan has of its own', async () => {
    await untilTheMorning({ slotFrom: '09:30', slotUntil: '11:00', spreadMinutes: 0 });
    expect(await dispatch('after', [instantAt(MORNING, '14:00')])).toBe(0);
    expect(await dispatch('within', [instantAt(MORNING, '09:30')])).toBe(4);
  });

  it('what was handed in after its reminder was written gets none', async () => {
    await untilTheMorning();
    engine.setNow(instantAt(MORNING, '07:20'));
    await submit(engine.context, { obligation: SMALL.report('thu-hai'), by: 'người thử' }, submission(MORNING));
    await dispatch('morning', [instantAt(MORNING, '08:30')]);
    expect(readers()).toEqual(BODIES.filter((reader) => reader !== 'dau-moi@thu-hai.example'));
    const rows = await engine.notifications(SMALL.report('thu-hai'));
    expect(rows.map(({ rung, state }) => `${rung} ${state}`)).toEqual(['opening sent', 'before-7 superseded']);
  });

  it('a sender that died between the server’s answer and the commit: once more, under the same Message-ID', async () => {
    await untilTheMorning();
    const asOf = instantAt(MORNING, '08:30');
    const { tenant } = SMALL;
    const claimed = await engine.database.inTenant(tenant, (tx) => claimLetters(tx, tenant, asOf, activationCache()));
    expect(claimed).toHaveLength(4);
    for (const letter of claimed) await engine.dependencies.email.send(letter);
    // Dead here. As long as its lease runs, nobody touches what it holds.
    await dispatch('too-early', [asOf]);
    expect(readers()).toEqual(BODIES);
    expect(await leased()).toHaveLength(4);

    await engine.database.inTenant(tenant, (tx) =>
      tx
        .update(envelopes)
        .set({ leaseUntil: Date.now() - 1 })
        .where(eq(envelopes.state, 'sending')),
    );
    await Promise.all([dispatch('again', [asOf]), dispatch('again-too', [asOf])]);
    expect(readers()).toEqual([...BODIES, ...BODIES].sort());
    for (const reader of BODIES) {
      const [first, second] = reminders().filter(({ to }) => to.includes(reader));
      expect(first?.raw).toContain('Message-ID: <');
      expect(second?.raw).toBe(first?.raw);
    }
    expect(await leased()).toEqual([]);
    await dispatch('later', [asOf]);
    expect(readers()).toHaveLength(8);
  });

  it('a reader that is gone before the message could be tried again holds up nobody else', async () => {
    await untilTheMorning();
    const asOf = instantAt(MORNING, '08:30');
    const { tenant } = SMALL;
    await engine.database.inTenant(tenant, (tx) => claimLetters(tx, tenant, asOf, activationCache()));
    // Dead before it could send; meanwhile the end of one body is entered, from the day before on.
    await engine.database.inTenant(tenant, async (tx) => {
      await tx.update(organisations).set({ validTo: '2025-06-09' }).where(eq(organisations.id, 'thu-hai'));
      await tx.update(envelopes).set({ leaseUntil: Date.now() - 1 });
    });
    await dispatch('again', [asOf]);
    expect(readers()).toEqual(BODIES.filter((reader) => reader !== 'dau-moi@thu-hai.example'));
    const rows = await engine.notifications(SMALL.report('thu-hai'));
    expect(rows.at(-1)).toMatchObject({ rung: 'before-7', state: 'unknown' });
    expect(await leased()).toEqual([]);
  });
});
