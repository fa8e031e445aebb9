import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { submit } from '../../api/services/submit.ts';
import { accept } from '../../api/services/review.ts';
import { facts, outbox, submissions } from '../../db/schema/index.ts';
import {
  FACT_UPDATE,
  type FactAnswer,
  type ObligationMemory,
  obligationWorkflowId,
  STATE_QUERY,
} from '../../workflows/messages.ts';
import { loadReports } from '../../db/queries/report.ts';
import { instantAt } from '../../domain/time.ts';
import type { AskedCommand } from '../../dev/faults/command.ts';
import { balanceOf, SOUND } from '../support/balance.ts';
import { type Live, OPENING_DAY, startLive, until } from '../support/live.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const { tenant } = SMALL;
const DOCUMENT = SMALL.document;
const content = submission(OPENING_DAY, { doneOn: OPENING_DAY });
const asked: AskedCommand = { tenant, kind: 'submit', obligation: DOCUMENT, key: 'k-1', content };

let live: Live;
beforeEach(async () => {
  live = await startLive();
});
afterEach(() => live.stop());

/** What the command may have written. */
const written = async (): Promise<{ facts: number; submissions: number; words: number }> =>
  live.database.inTenant(tenant, async (tx) => ({
    facts: (await tx.select().from(facts)).length,
    submissions: (await tx.select().from(submissions)).length,
    words: (await tx.select().from(outbox)).filter(({ message }) => message.kind === 'obligation-fact').length,
  }));
const NOTHING = { facts: 0, submissions: 0, words: 0 };
const ONCE = { facts: 1, submissions: 1, words: 1 };

async function killed(command: AskedCommand, failpoint: string): Promise<void> {
  expect(await live.command(command, failpoint).ended).toMatchObject({ signal: 'SIGKILL' });
}
const answered = async (command: AskedCommand): Promise<unknown> => (await live.command(command).ready)['answer'];

describe('whoever runs a command is killed with -9', () => {
  it('before the commit nothing has happened; before the answer it has, once; and a worker hears of it later', async () => {
    await killed(asked, 'fact-written:kill');
    expect(await written()).toEqual(NOTHING);
    await killed(asked, 'fact-committed:kill');
    expect(await written()).toEqual(ONCE);
    // Asked again under the same key, as a caller does that heard nothing.
    expect(await answered(asked)).toMatchObject({ state: 'submitted' });
    expect(await written()).toEqual(ONCE);
    const other = submission(OPENING_DAY, { doneOn: OPENING_DAY, product: 'Kế hoạch khác' });
    const command = { obligation: DOCUMENT, by: 'người thử', key: 'k-1' };
    await expect(submit(live.context, command, other)).rejects.toMatchObject({ code: 'key-used' });

    await live.worker();
    await live.told();
    const handle = live.client.workflow.getHandle(obligationWorkflowId(live.idPrefix, tenant, DOCUMENT));
    await until('its workflow has heard of it', async () => {
      const memory = await handle.query<ObligationMemory>(STATE_QUERY);
      return memory.sequence === 1 && memory.ladder === 2;
    });
    await until('the round is open', async () => (await balanceOf(live)).states['pending'] === 11);
    await (
      await live.dispatch(instantAt(OPENING_DAY, '09:30'))
    ).done;
    // Ten openings of the round and the question to the lead: nothing about what is handed in.
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: 11 } });
  });

  it('in the middle of a roll-up: no half of a draft, and afterwards one', async () => {
    await live.worker();
    await until('the round is open', async () => (await balanceOf(live)).states['pending'] === 12);
    const command = { obligation: SMALL.report('thu-hai'), by: 'người thử' };
    await submit(live.context, command, submission(OPENING_DAY));
    await accept(live.context, command);
    const drafts = () => live.database.inTenant(tenant, (tx) => loadReports(tx, SMALL.round));
    const draft: AskedCommand = { tenant, kind: 'draft', round: SMALL.round, now: instantAt(OPENING_DAY, '10:00') };
    await killed(draft, 'draft-composed:kill');
    expect(await drafts()).toEqual([]);
    expect(await answered(draft)).toBe(1);
    // Its activity is run again, since Temporal has not heard of the first.
    expect(await answered(draft)).toBe(1);
    expect((await drafts()).map(({ received }) => received)).toEqual([['thu-hai']]);
  });
});

it('words to a workflow that come twice, out of order, or after its end change nothing', async () => {
  await live.worker();
  await until('the round is open', async () => (await balanceOf(live)).states['pending'] === 12);
  const handle = live.client.workflow.getHandle(obligationWorkflowId(live.idPrefix, tenant, DOCUMENT));
  const say = (sequence: number, updateId: string): Promise<FactAnswer> =>
    handle.executeUpdate(FACT_UPDATE, { args: [{ sequence, ladder: null, settled: false }], updateId });
  const memory = () => handle.query<ObligationMemory>(STATE_QUERY);
  expect(await say(2, 'second')).toBe('taken');
  expect(await say(1, 'first')).toBe('already known');
  expect(await say(2, 'second')).toBe('taken');
  expect(await say(2, 'another-second')).toBe('already known');
  expect(await memory()).toMatchObject({ sequence: 2, ladder: 1 });
  // After its end nobody is left to tell: that counts as told, and holds up nothing.
  await handle.terminate('ended');
  await live.database.inTenant(tenant, (tx) =>
    tx.insert(outbox).values({
      ...{ tenant, workflowId: handle.workflowId },
      message: { kind: 'obligation-fact', obligation: DOCUMENT, sequence: 3, ladder: 0, settled: true },
    }),
  );
  await live.told();
});
