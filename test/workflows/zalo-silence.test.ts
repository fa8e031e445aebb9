import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelFailure } from '../../activities/channels/channel.ts';
import { createZaloChannel } from '../../activities/channels/zalo/channel.ts';
import type { ZaloFault } from '../../dev/zalo/faults.ts';
import { startZalo } from '../../dev/zalo/zalo.ts';
import { silentLog } from '../support/rehearsing.ts';
import { type DeskOptions, MORNING, reminder, startDesk, writeDown, type ZaloDesk } from '../support/zalo-desk.ts';

let desk: ZaloDesk;
afterEach(() => desk.stop());

const start = async (options: DeskOptions = {}): Promise<void> => void (desk = await startDesk(options));
const always = (fault: ZaloFault) => ({ faults: { message: () => fault } });
const failureOf = (send: Promise<unknown>): Promise<ChannelFailure> =>
  send.then(
    () => {
      throw new Error('sent');
    },
    (error: ChannelFailure) => error,
  );

describe('an answer that never comes', () => {
  it.each([
    ['silence after it was taken', { kind: 'silence', isTaken: true }, 1],
    ['silence before', { kind: 'silence', isTaken: false }, 0],
    ['an HTTP error without an answer', { kind: 'http', status: 502 }, 0],
    ['a code that nobody knows', { kind: 'code', code: -100 }, 0],
  ] as [string, ZaloFault, number][])(
    '%s: nobody knows, and after a second time nobody will',
    async (_, fault, taken) => {
      await start({ ...always(fault), timeoutMs: 2000 });
      expect(await failureOf(desk.channel.send(reminder(1)))).toMatchObject({
        code: 'unanswered',
        permanent: false,
        afterData: true,
      });
      expect(desk.fake.received()).toHaveLength(taken);
      const second = { asOf: MORNING, attempt: 1 };
      expect(await failureOf(desk.channel.send(reminder(1), second))).toMatchObject({
        permanent: true,
        afterData: true,
      });
    },
  );

  it('a server that is not there has taken nothing', async () => {
    await start();
    const { database, settings } = desk;
    const gone = await startZalo();
    await gone.stop();
    const channel = createZaloChannel({ database, log: silentLog, ...settings, apiUrl: gone.url });
    expect(await failureOf(channel.send(reminder(1)))).toMatchObject({
      code: 'connection',
      permanent: false,
      afterData: false,
    });
  });

  it('a slow answer within its time is an answer', async () => {
    await start(always({ kind: 'slow', ms: 150 }));
    expect((await desk.channel.send(reminder(1))).response).toMatch(/^accepted/);
  });

  it('after five silences the others of a morning do not wait for theirs', async () => {
    await start({ ...always({ kind: 'silence', isTaken: false }), timeoutMs: 100 });
    const codes: string[] = [];
    for (let number = 1; number <= 8; number++) codes.push((await failureOf(desk.channel.send(reminder(number)))).code);
    expect(codes).toEqual([...Array<string>(5).fill('unanswered'), ...Array<string>(3).fill('connection')]);
  });
});

describe('before it is sent once more, Zalo is asked', () => {
  it('nothing where nobody told its id', async () => {
    await start();
    await writeDown(desk, reminder(1));
    expect(await desk.channel.find?.(reminder(1))).toBeNull();
  });

  it('about the id that the webhook told: it has the message', async () => {
    await start();
    const { messageId } = await desk.channel.send(reminder(1));
    await writeDown(desk, reminder(1), { messageId });
    expect(await desk.channel.find?.(reminder(1))).toEqual({ response: 'asked: accepted', messageId });
  });

  it('and where Zalo knows no such id it may go again', async () => {
    await start();
    await writeDown(desk, reminder(1), { messageId: '0123456789abcdef' });
    expect(await desk.channel.find?.(reminder(1))).toBeNull();
  });
});
