import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extend } from '../../api/services/extend.ts';
import { promise } from '../../api/services/promise.ts';
import { returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const command = { obligation: SHARED.report('so-y-te'), by: 'Nguyễn Văn Mẫu, Sở Y tế' };
const WHY = { reason: 'chờ số liệu', basis: 'CV 40/SYT' };

let opened: Opened;
beforeEach(async () => {
  opened = await openShared();
});
afterEach(() => opened.stop());

const silentUntil = async () => (await opened.held(command.obligation)).row.silentUntil;

async function refusedWith(code: string, act: () => Promise<unknown>): Promise<void> {
  const before = await opened.everything();
  await expect(act()).rejects.toMatchObject({ name: 'Refusal', code });
  expect(await opened.everything()).toEqual(before);
}

describe('“đã nhận, sẽ gửi ngày …”', () => {
  it('is kept, moves no date and no ladder, and can be given anew', async () => {
    expect(await promise(opened.context, command, '2025-06-18')).toBe('open');
    expect(await silentUntil()).toBe('2025-06-18');
    expect((await opened.held(command.obligation)).row).toMatchObject({ ladderNumber: 1, sequence: 1 });
    await promise(opened.context, command, '2025-06-23');
    expect(await silentUntil()).toBe('2025-06-23');
  });

  it('ends with an extension and with a return: the reminders of a new date are not swallowed', async () => {
    await promise(opened.context, command, '2025-06-30');
    await extend(opened.context, command, { until: '2025-07-04', items: null, ...WHY });
    expect(await silentUntil()).toBeNull();
    await promise(opened.context, command, '2025-07-04');
    await submit(opened.context, command, submission('2025-05-29'));
    await returnForWork(opened.context, command, { reason: 'thiếu', until: '2025-06-10', items: null });
    expect(await silentUntil()).toBeNull();
  });

  it('stays for the rest where a single item gets a date of its own', async () => {
    await promise(opened.context, command, '2025-06-18');
    await extend(opened.context, command, { until: '2025-07-04', items: ['y-te-1'], ...WHY });
    expect(await silentUntil()).toBe('2025-06-18');
    expect((await opened.held(SHARED.item('y-te-1', 'so-y-te'))).row.silentUntil).toBeNull();
  });

  it('goes no further than the lead’s own target day, also after that was moved', async () => {
    await refusedWith('date-after-lead', () => promise(opened.context, command, '2025-07-10'));
    await promise(opened.context, command, '2025-07-09');
    const lead = { obligation: SHARED.upward, by: 'Lò Thị Mẫu' };
    await extend(opened.context, lead, { until: '2025-07-18', ...WHY });
    await promise(opened.context, command, '2025-07-18');
    await refusedWith('date-after-lead', () => promise(opened.context, command, '2025-07-19'));
  });

  it('is refused for a day that is past, for what waits, and for what is handed in', async () => {
    await refusedWith('date-past', () => promise(opened.context, command, '2025-05-28'));
    const waiting = { ...command, obligation: SHARED.afterGuidance };
    await refusedWith('obligation-waiting', () => promise(opened.context, waiting, '2025-06-18'));
    await submit(opened.context, command, submission('2025-05-29'));
    await refusedWith('already-submitted', () => promise(opened.context, command, '2025-06-18'));
  });

  it('under the same key once', async () => {
    await promise(opened.context, { ...command, key: 'k' }, '2025-06-18');
    const before = await opened.everything();
    await promise(opened.context, { ...command, key: 'k' }, '2025-06-18');
    expect(await opened.everything()).toEqual(before);
    await refusedWith('key-used', () => promise(opened.context, { ...command, key: 'k' }, '2025-06-23'));
  });
});
