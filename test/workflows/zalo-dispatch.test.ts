import { asc, eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { deliveries, envelopes } from '../../db/schema/index.ts';
import type { ZaloFaults } from '../../dev/zalo/zalo.ts';
import { instantAt } from '../../domain/time.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { NUMBERS, zaloPlan } from '../support/zalo-plan.ts';

/** The evening before the document's last reminder, of Tue 3/6. */
const EVE = instantAt('2025-06-02', '20:00');
const EVENING = instantAt('2025-06-03', '20:00');

let engine: Engine;
afterEach(() => engine.stop());

const start = async (zaloFaults: ZaloFaults = {}): Promise<void> =>
  void (engine = await startEngine({ activation: zaloPlan(), zaloFaults }));

/** What became of the reminder, by each channel. */
async function reminders(): Promise<string[]> {
  const rows = await engine.notifications(SMALL.document);
  return rows
    .filter(({ rung }) => rung === 'before-2')
    .map(({ channel, state }) => `${channel} ${state}`)
    .sort();
}

const messages = () => engine.database.inTenant(SMALL.tenant, (tx) => tx.select().from(envelopes));
async function messageByZalo() {
  const all = await messages();
  const found = all.filter(({ channel, asOf }) => channel === 'zalo' && asOf > EVE);
  expect(found).toHaveLength(1);
  return found[0]!;
}
async function tries(envelope: string) {
  const of = eq(deliveries.envelope, envelope);
  const rows = await engine.database.inTenant(SMALL.tenant, (tx) =>
    tx.select().from(deliveries).where(of).orderBy(asc(deliveries.id)),
  );
  return rows.map(({ outcome, code }) => [outcome, code]);
}

/** The lease of what waits is over. */
const later = async (minute: string): Promise<void> => {
  await engine.database.inTenant(SMALL.tenant, (tx) => tx.update(envelopes).set({ leaseUntil: Date.now() - 1 }));
  const asOf = [instantAt('2025-06-04', minute)];
  const input = { format: 1 as const, clockShift: engine.clockShift, asOf };
  const workflowId = `${engine.idPrefix}d/later-${minute}`;
  await engine.client.workflow.execute('dispatchWorkflow', { taskQueue: engine.taskQueue, workflowId, args: [input] });
};

const letters = (): number =>
  engine.inbox.received().filter(({ entries }) => entries.some(({ rung }) => rung === 'before-2')).length;

describe('a reminder that goes by both ways', () => {
  it('one letter and one message, each in its own words', async () => {
    await start();
    await engine.goTo(EVENING);
    expect(await reminders()).toEqual(['email sent', 'zalo sent']);
    const message = await messageByZalo();
    expect(message).toMatchObject({ recipient: NUMBERS['thu-nhat'], state: 'sent' });
    expect(message.words?.text).toContain('Gửi chậm nhất: 05/06/2025');
    expect(message.messageId).toBe(engine.zalo?.received().at(-1)?.messageId);
    expect(await tries(message.id)).toEqual([['taken', null]]);
  });

  it.each([
    ['refused for good', { kind: 'code', code: -118 }, 'zalo failed'],
    ['without money', { kind: 'code', code: -115 }, 'zalo sending'],
    ['a server in trouble', { kind: 'http', status: 500 }, 'zalo sending'],
  ] as const)('%s: the letter goes as ever, and no second one', async (_, fault, expected) => {
    await start({ message: (message) => (message.at > EVE ? fault : null) });
    await engine.goTo(EVENING);
    expect(await reminders()).toEqual(['email sent', expected]);
    expect(letters()).toBe(1);
  });

  it('an answer that got lost: asked first, sent once more, and then nobody knows', async () => {
    await start({ message: (message) => (message.at > EVE ? { kind: 'http', status: 502 } : null) });
    await engine.goTo(EVENING);
    const { id } = await messageByZalo();
    await later('08:00');
    expect(await tries(id)).toEqual([
      ['unanswered', 'unanswered'],
      ['unanswered', 'unanswered'],
    ]);
    expect(await reminders()).toEqual(['email sent', 'zalo unknown']);
    await later('08:05');
    expect(await tries(id)).toHaveLength(2);
  });

  it('over the quota it goes the next day, and is still true', async () => {
    // Three openings before it.
    await start({
      message: (message, count) => (message.at > EVE && count === 3 ? { kind: 'code', code: -144 } : null),
    });
    await engine.goTo(EVENING);
    const { id, leaseUntil } = await messageByZalo();
    expect(leaseUntil - Date.now()).toBeGreaterThan(20 * 3_600_000);
    await later('08:00');
    expect(await tries(id)).toEqual([
      ['refused-for-now', '-144'],
      ['taken', null],
    ]);
    expect(engine.zalo?.received().at(-1)?.parameters['con_lai']).toBe('02 ngày làm việc, từ 03/06');
  });

  it('nobody has set Zalo up: it fails alone, by name', async () => {
    await start();
    engine.dependencies.zalo = null;
    await engine.worker.stop();
    await engine.worker.start();
    await engine.goTo(EVENING);
    expect(await reminders()).toEqual(['email sent', 'zalo failed']);
    expect(await tries((await messageByZalo()).id)).toEqual([['refused', 'channel-absent']]);
  });
});
