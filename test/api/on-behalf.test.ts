import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { submit } from '../../api/services/submit.ts';
import { facts, submissions } from '../../db/schema/index.ts';
import type { Submission } from '../../domain/submission.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const CLERK = 'Văn thư, Sở Đầu mối';
const onBehalf = { organisation: 'dau-moi', basis: 'bản giấy số 12/BC đến ngày ghi trên bì' };

let opened: Opened;
beforeEach(async () => {
  opened = await openShared();
});
afterEach(() => opened.stop());

const handIn = (body: string, content: Submission) =>
  submit(opened.context, { obligation: SHARED.report(body), by: CLERK }, content);
const inTenant = <T>(work: Parameters<typeof opened.context.database.inTenant<T>>[1]): Promise<T> =>
  opened.context.database.inTenant(SHARED.tenant, work);

describe('handed in by another body', () => {
  it('keeps who and why in the version and in the fact, and says so on the page', async () => {
    await handIn('xa-mot', submission('2025-05-29', { onBehalf }));
    const obligation = SHARED.report('xa-mot');
    const versions = await inTenant((tx) =>
      tx.select().from(submissions).where(eq(submissions.obligation, obligation)),
    );
    expect(versions).toMatchObject([{ content: { onBehalf }, submittedBy: CLERK }]);
    const told = await inTenant((tx) => tx.select().from(facts).where(eq(facts.obligation, obligation)));
    expect(told).toMatchObject([{ kind: 'submit', by: CLERK, payload: { onBehalf } }]);
    const page = await opened.page(`/viec/${obligation}`);
    expect(page.match(/\(Sở Đầu mối nộp thay, căn cứ: bản giấy số 12\/BC đến ngày ghi trên bì\)/g)).toHaveLength(2);
  });

  it('also for the signed document that comes by itself', async () => {
    const figures = { official: null, doneOn: null, lines: [{ item: 'cac-xa-1', text: 'Đã làm.', nothing: false }] };
    await handIn('xa-mot', submission('2025-05-29', figures));
    await handIn('xa-mot', submission('2025-05-28', { doneOn: null, onBehalf }));
    const told = await inTenant((tx) => tx.select().from(facts).where(eq(facts.kind, 'declarePaper')));
    expect(told).toMatchObject([{ payload: { onBehalf, receivedOn: '2025-05-28' } }]);
  });

  it('is refused from a body that nobody knows, and from the body itself; nothing is written', async () => {
    for (const [organisation, code] of [
      ['so-la', 'organisation-unknown'],
      ['xa-mot', 'organisation-same'],
    ] as const) {
      const before = await opened.everything();
      const content = submission('2025-05-29', { onBehalf: { ...onBehalf, organisation } });
      await expect(handIn('xa-mot', content)).rejects.toMatchObject({ name: 'Refusal', code });
      expect(await opened.everything()).toEqual(before);
    }
  });
});

describe('timeliness goes by the day the document was received, not by the day of typing', () => {
  // Before 20/6, a Friday: X is Thu 19/6, the named day 20/6; late from Sat 21/6 on. Typed in on Mon 30/6.
  it.each([
    ['2025-06-18', 'in-time'],
    ['2025-06-19', 'in-time'],
    ['2025-06-20', 'named-day'],
    ['2025-06-21', 'late'],
    ['2025-06-30', 'late'],
  ])('received on %s, typed in by the lead on 30/6: %s', async (receivedOn, timeliness) => {
    opened.goTo('2025-06-30');
    await handIn('xa-mot', submission(receivedOn, { doneOn: null, onBehalf }));
    await handIn('xa-hai', submission(receivedOn, { doneOn: null }));
    for (const body of ['xa-mot', 'xa-hai']) {
      const found = await opened.status(SHARED.report(body));
      expect(found).toMatchObject({ timeliness, received: receivedOn });
    }
  });
});
