import { afterEach, describe, expect, it } from 'vitest';
import { ChannelFailure } from '../../activities/channels/channel.ts';
import { listWorkItems } from '../../db/queries/work-item.ts';
import { loadZaloAccount } from '../../db/queries/zalo-account.ts';
import { failingAddresses } from '../../db/schema/index.ts';
import type { ZaloFault } from '../../dev/zalo/faults.ts';
import { instantAt, isoInstant } from '../../domain/time.ts';
import { resumeZalo } from '../../api/services/zalo-account.ts';
import { type DeskOptions, MORNING, NUMBER, reminder, startDesk, TENANT, type ZaloDesk } from '../support/zalo-desk.ts';

let desk: ZaloDesk;
afterEach(() => desk.stop());

const start = async (options: DeskOptions = {}): Promise<void> => void (desk = await startDesk(options));

/** Every message fails so, or only the first. */
const always = (fault: ZaloFault) => ({ faults: { message: () => fault } });
const once = (fault: ZaloFault) => ({
  faults: { message: (_: unknown, count: number) => (count === 0 ? fault : null) },
});

async function failing(send: Promise<unknown>): Promise<ChannelFailure> {
  const error: unknown = await send.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ChannelFailure);
  return error as ChannelFailure;
}

const workItems = () => desk.database.inTenant(TENANT, (tx) => listWorkItems(tx, { kind: 'channel' }));
const trouble = async () => (await desk.database.inTenant(TENANT, loadZaloAccount))?.trouble;
const failingNumbers = () => desk.database.inTenant(TENANT, (tx) => tx.select().from(failingAddresses));

describe('a reminder by Zalo', () => {
  it('is accepted by the template it was approved as', async () => {
    await start();
    const sent = await desk.channel.send(reminder(1));
    const [message] = desk.fake.received();
    expect(message).toMatchObject({ phone: NUMBER, templateId: '334477', at: MORNING, messageId: sent.messageId });
    expect(message?.parameters).toMatchObject({ ho_ten: 'Nguyễn Văn Mẫu', ngay_gui: '24/11/2025' });
    expect(sent.response).toBe('accepted, 499 left today');
    expect(desk.fake.refused()).toEqual([]);
  });

  it('with a token that Zalo does not take any more: one refresh, one more try', async () => {
    await start();
    desk.fake.expireTokens();
    await desk.channel.send(reminder(1));
    expect(desk.fake.refused().map(({ code }) => code)).toEqual([-124]);
    expect([desk.fake.received().length, desk.fake.tokensGiven()]).toEqual([1, 2]);
  });

  it('refused a second time for its token: the account pauses, and is not asked for ever', async () => {
    await start(always({ kind: 'code', code: -124 }));
    expect(await failing(desk.channel.send(reminder(1)))).toMatchObject({ code: 'channel-paused', permanent: false });
    expect(desk.fake.tokensGiven()).toBe(2);
    expect(await trouble()).toBe('token -124');
  });

  it('a wallet without money: one work item however many fail, nobody is asked, until somebody has mended it', async () => {
    await start(once({ kind: 'code', code: -115 }));
    expect(await failing(desk.channel.send(reminder(1)))).toMatchObject({ code: 'channel-paused', responseCode: -115 });
    const next = await Promise.all([2, 3, 4].map((number) => failing(desk.channel.send(reminder(number)))));
    expect(next.map(({ code, permanent }) => [code, permanent])).toEqual(Array(3).fill(['channel-paused', false]));
    expect(desk.fake.received()).toEqual([]);
    const [item, ...others] = await workItems();
    expect(others).toEqual([]);
    expect(item).toMatchObject({ state: 'open', createdAt: MORNING, key: `zalo/money/${isoInstant(MORNING)}` });
    expect(item?.content.title).toContain('ví Zalo Cloud hết tiền');

    await resumeZalo(desk.context, 'Lò Thị Mẫu');
    await desk.channel.send(reminder(2));
    expect(desk.fake.received()).toHaveLength(1);
    expect(await workItems()).toMatchObject([{ state: 'done', decidedBy: 'Lò Thị Mẫu' }]);
    await expect(resumeZalo(desk.context, 'Lò Thị Mẫu')).rejects.toThrow('không bị tạm dừng');
  });

  it.each([-109, -1121, -1241, -135, -101])('config and template (%i) pause too', async (code) => {
    await start(always({ kind: 'code', code }));
    expect(await failing(desk.channel.send(reminder(1)))).toMatchObject({ code: 'channel-paused', permanent: false });
    expect(await workItems()).toHaveLength(1);
  });

  it.each([-118, -139])(
    'a number or reader that refuses (%i) is written to no more, unless it agrees anew',
    async (code) => {
      await start(once({ kind: 'code', code }));
      expect(await failing(desk.channel.send(reminder(1)))).toMatchObject({
        code: 'recipient-refused',
        permanent: true,
      });
      expect(await failingNumbers()).toMatchObject([
        { channel: 'zalo', address: NUMBER, code: String(code), since: MORNING },
      ]);
      expect(await failing(desk.channel.send(reminder(2)))).toMatchObject({
        code: 'recipient-refused',
        permanent: true,
      });
      expect([desk.fake.received(), await workItems()]).toEqual([[], []]);

      const again = reminder(3);
      again.letter.to.contact.zaloConsent = '2025-11-14';
      await desk.channel.send(again);
      expect(desk.fake.received()).toHaveLength(1);
    },
  );

  it('over the day’s quota: the next working day at 08:00', async () => {
    await start({ dailyQuota: 1 });
    await desk.channel.send(reminder(1));
    const failure = await failing(desk.channel.send(reminder(2)));
    expect(failure).toMatchObject({ code: 'refused-for-now', permanent: false, afterData: false, responseCode: -144 });
    expect(isoInstant(failure.notBefore ?? 0)).toBe('2025-11-14T08:00:00+07:00');
  });

  it('by night nothing is sent, whoever asks: the next working day at 07:30', async () => {
    await start();
    const friday = instantAt('2025-11-14', '22:00');
    const failure = await failing(desk.channel.send(reminder(1), { asOf: friday, attempt: 2 }));
    expect(isoInstant(failure.notBefore ?? 0)).toBe('2025-11-17T07:30:00+07:00');
    expect([desk.fake.received(), desk.fake.refused()]).toEqual([[], []]);
  });

  it('and where Zalo itself says that it is night', async () => {
    await start(always({ kind: 'code', code: -133 }));
    const failure = await failing(desk.channel.send(reminder(1)));
    expect([failure.code, isoInstant(failure.notBefore ?? 0)]).toEqual([
      'refused-for-now',
      '2025-11-14T07:30:00+07:00',
    ]);
  });

  it('that cannot be made into a message never can', async () => {
    await start();
    const unfit = reminder(1);
    unfit.letter.matters = [];
    expect(await failing(desk.channel.send(unfit))).toMatchObject({ code: 'message-unfit', permanent: true });
  });

  it('of an account that nobody has authorised waits', async () => {
    await start({ authorised: false });
    expect(await failing(desk.channel.send(reminder(1)))).toMatchObject({ code: 'channel-paused', permanent: false });
  });

  it('a failure tells no number and no secret', async () => {
    await start(always({ kind: 'code', code: -118 }));
    const failure = await failing(desk.channel.send(reminder(1)));
    const told = [
      failure.message,
      String(failure.cause),
      JSON.stringify(failure.cause),
      (failure.cause as Error).stack,
    ].join();
    for (const secret of [NUMBER, 'access-', 'secret']) expect(told).not.toContain(secret);
  });
});
