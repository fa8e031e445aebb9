import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activationCache } from '../../activities/activation-cache.ts';
import { claimAgain } from '../../activities/resend.ts';
import { mayLeave } from '../../activities/sending.ts';
import { resumeSending, setSending, stopSending } from '../../api/services/sending.ts';
import { lastDelivery, storeDelivery } from '../../db/queries/delivery.ts';
import { envelopes } from '../../db/schema/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { activateSmall, type Due, dueOn, EIGHT, READER, TEN } from '../support/due.ts';
import { SMALL } from '../support/small-plan.ts';

const { tenant } = SMALL;
const WHY = { by: 'Lò Thị Mẫu', reason: 'thử' };
const LIST = { scope: 'plan', subject: SMALL.id } as const;

let home: TestDatabase;
let due: Due;
beforeEach(async () => {
  home = await freshDatabase();
  due = await dueOn(home.applicationUrl);
  await activateSmall(due);
  await due.write('opening', READER, EIGHT);
});
afterEach(async () => {
  await due.database.close();
  await home.drop();
});

/** A message whose sender has gone; with `refused`, after the server had said: not now. */
async function leftInTheMiddle(refused: boolean): Promise<string> {
  const [message] = await due.claim();
  const envelope = message?.envelopeId ?? '';
  await due.database.inTenant(tenant, async (tx) => {
    const outcome = 'refused-for-now' as const;
    if (refused)
      await storeDelivery(tx, { tenant, envelope, attempt: 0, at: TEN, outcome, code: '450', response: null });
    await tx.update(envelopes).set({ leaseUntil: 0 }).where(eq(envelopes.id, envelope));
  });
  return envelope;
}

const again = () => due.database.inTenant(tenant, (tx) => claimAgain(tx, tenant, TEN, activationCache()));
const stand = async (): Promise<string[]> => [
  ...(await due.envelopes()).map(({ state, heldBack }) => `${state} ${heldBack}`),
  ...(await due.rows()).map(({ state }) => state),
];

describe('what is to be tried once more', () => {
  it('waits as it is while everything is stopped', async () => {
    await leftInTheMiddle(true);
    await stopSending(due.context, { scope: 'all', subject: null }, WHY);
    expect(await again()).toEqual([]);
    expect(await stand()).toEqual(['sending null', 'sending']);
  });

  it('surely not taken, goes back under a stop and is written anew after it', async () => {
    await leftInTheMiddle(true);
    await stopSending(due.context, LIST, WHY);
    expect(await again()).toEqual([]);
    expect(await stand()).toEqual(['superseded stopped-plan', 'pending']);
    await resumeSending(due.context, LIST, WHY);
    expect(await due.claim()).toHaveLength(1);
  });

  it('perhaps taken, waits under a stop and goes once more under its own id', async () => {
    const envelope = await leftInTheMiddle(false);
    await stopSending(due.context, LIST, WHY);
    expect(await again()).toEqual([]);
    expect(await stand()).toEqual(['sending null', 'sending']);
    await resumeSending(due.context, LIST, WHY);
    const [inHand] = await again();
    expect(inHand).toMatchObject({ attempt: 1, isUntaken: false, message: { envelopeId: envelope } });
    // Stopped between the two: nobody can call it back, nobody sends it either.
    await stopSending(due.context, LIST, WHY);
    const may = await due.database.inTenant(tenant, (tx) => mayLeave(tx, inHand!));
    expect([may, await stand()]).toEqual([false, ['sending null', 'sending']]);
  });

  it('stays in shadow where that is the mode now; of one perhaps taken nobody will know', async () => {
    await leftInTheMiddle(true);
    await setSending(due.context, { mode: 'shadow', ...WHY });
    expect(await again()).toEqual([]);
    expect(await stand()).toEqual(['shadow shadow', 'shadow']);
  });

  it('in the middle when the database was copied, it is not sent by the copy', async () => {
    const envelope = await leftInTheMiddle(false);
    await setSending(due.context, { mode: 'shadow', ...WHY });
    expect(await again()).toEqual([]);
    expect(await stand()).toEqual(['unknown null', 'unknown']);
    const last = await due.database.inTenant(tenant, (tx) => lastDelivery(tx, envelope));
    expect(last).toMatchObject({ outcome: 'unanswered', code: 'held-back' });
  });
});
