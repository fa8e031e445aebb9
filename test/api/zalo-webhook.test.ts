import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { loadEnvelope } from '../../db/queries/notification.ts';
import { deliveries, zaloEvents } from '../../db/schema/index.ts';
import { APP } from '../../dev/zalo/credentials.ts';
import { receivedEvent, type SignedEvent, signedEvent } from '../../dev/zalo/webhook.ts';
import type { EnvelopeState } from '../../domain/letter.ts';
import { DAY_MS } from '../../domain/time.ts';
import { trackingIdOf } from '../../domain/tracking-id.ts';
import { silentLog } from '../support/rehearsing.ts';
import { MORNING, reminder, startDesk, TENANT, writeDown, type ZaloDesk } from '../support/zalo-desk.ts';

const MESSAGE = reminder(7);
const TRACKING = trackingIdOf(TENANT, MESSAGE);
const ENVELOPE = MESSAGE.envelopeId;
const EVENT = { messageId: 'a1b2c3', trackingId: TRACKING };

let desk: ZaloDesk;
let app: FastifyInstance;

beforeEach(async () => {
  desk = await startDesk();
  app = appWith(APP.oaSecret);
});
afterEach(async () => {
  await app.close();
  await desk.stop();
});

function appWith(oaSecret: string | null): FastifyInstance {
  const { database } = desk;
  const zalo = oaSecret === null ? null : { appId: APP.appId, oaSecret };
  const reading = { clockShift: 0, inboxUrl: null, rehearsalsDir: null, log: silentLog };
  return buildApp({ database, now: () => MORNING, zalo, ...reading });
}

async function post({
  body,
  signature,
}: Pick<SignedEvent, 'body'> & { signature?: string | undefined }): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    ...(signature === undefined ? {} : { 'x-zevent-signature': signature }),
  };
  const answer = await app.inject({ method: 'POST', url: '/webhooks/zalo', headers, body });
  return answer.statusCode;
}

const written = (state: EnvelopeState, messageId: string | null = null) =>
  writeDown(desk, MESSAGE, { state, messageId });
const tries = () => desk.database.inTenant(TENANT, (tx) => tx.select().from(deliveries));
const events = () => desk.database.inTenant(TENANT, (tx) => tx.select().from(zaloEvents));
const envelope = () => desk.database.inTenant(TENANT, (tx) => loadEnvelope(tx, ENVELOPE));

describe('an event of Zalo', () => {
  it('“the message has reached the device” confirms it, once, however often it is told', async () => {
    await written('sent', EVENT.messageId);
    const event = receivedEvent(EVENT);
    expect([await post(event), await post(event), await post(event)]).toEqual([200, 200, 200]);
    expect(await tries()).toMatchObject([{ outcome: 'confirmed', at: MORNING, code: null }]);
    expect(await events()).toHaveLength(1);
    expect((await envelope())?.state).toBe('sent');
  });

  it('about a message that nobody knew the fate of: it was sent, and its id is known now', async () => {
    await written('unknown');
    expect(await post(receivedEvent(EVENT))).toBe(200);
    expect(await envelope()).toMatchObject({ state: 'sent', messageId: EVENT.messageId });
  });

  it('about a message that a sender still holds: its id is kept, for whoever asks before it goes once more', async () => {
    await written('sending');
    expect(await post(receivedEvent(EVENT))).toBe(200);
    expect(await envelope()).toMatchObject({ state: 'sending', messageId: EVENT.messageId });
  });

  it.each([
    ['of another kind', () => signedEvent({ event_name: 'unfollow', follower: { id: '2512523625412515798' } })],
    [
      'of the conversation, without a time of delivery',
      () => signedEvent({ event_name: 'user_received_message', message: { msg_id: EVENT.messageId } }),
    ],
    [
      'about a message of somebody else',
      () => receivedEvent({ messageId: 'other', trackingId: 'e7t1d0123456789abcdef' }),
    ],
    [
      'about the same number with other content',
      () =>
        receivedEvent({ messageId: 'other', trackingId: TRACKING.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
    ],
  ])('%s is answered and ignored', async (_, event) => {
    await written('sent');
    expect(await post(event())).toBe(200);
    expect([await tries(), await events()]).toEqual([[], []]);
  });
});

describe('what Zalo did not say', () => {
  const refused = async (event: { body: string; signature?: string | undefined }): Promise<void> => {
    await written('sent', EVENT.messageId);
    expect(await post(event)).toBe(403);
    expect([await tries(), await events()]).toEqual([[], []]);
  };

  it('without a signature, or with half of one', async () => {
    const { body, signature } = receivedEvent(EVENT);
    await refused({ body });
    expect(await post({ body, signature: signature.slice(0, 40) })).toBe(403);
    expect(await post({ body, signature: 'mac=không' })).toBe(403);
  });

  it('with one byte changed: the signature is over the bytes, not over what they mean', async () => {
    const { body, signature } = receivedEvent(EVENT);
    await refused({ body: body.replace('{', '{ '), signature });
  });

  it('signed with another key, or as an HMAC', async () => {
    const timestamp = String(Date.now());
    const { body } = receivedEvent(EVENT, timestamp);
    const other = createHash('sha256').update(`${APP.appId}${body}${timestamp}another`).digest('hex');
    await refused({ body, signature: `mac=${other}` });
  });

  it('older than any repetition, or of tomorrow', async () => {
    await refused(receivedEvent(EVENT, String(Date.now() - DAY_MS - 60_000)));
    expect(await post(receivedEvent(EVENT, String(Date.now() + 600_000)))).toBe(403);
  });

  it('half a day late is still Zalo', async () => {
    await written('sent', EVENT.messageId);
    expect(await post(receivedEvent(EVENT, String(Date.now() - DAY_MS / 2)))).toBe(200);
    expect(await tries()).toHaveLength(1);
  });

  it('no JSON, another app, nothing', async () => {
    const body = receivedEvent(EVENT).body.replaceAll(APP.appId, '42');
    for (const event of [{ body: '<html>' }, { body: '' }, { body: '[]' }, { body }])
      expect(await post(event)).toBe(403);
  });

  it('where no secret is set nobody listens', async () => {
    await app.close();
    app = appWith(null);
    expect(await post(receivedEvent(EVENT))).toBe(404);
  });
});
