import { randomBytes } from 'node:crypto';
import type { OutgoingMessage } from '../../activities/channels/channel.ts';
import { letter, matter, outgoing } from '../../activities/channels/letter-fixture.ts';
import { createZaloChannel, type ZaloChannel } from '../../activities/channels/zalo/channel.ts';
import { templateWords } from '../../activities/channels/zalo/template.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { authoriseZalo } from '../../api/services/zalo-account.ts';
import type { ZaloSettings } from '../../config.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { ensureCalendar } from '../../db/queries/calendar.ts';
import { storeEnvelopes } from '../../db/queries/notification.ts';
import { storeOrganisations } from '../../db/queries/organisation.ts';
import { settingsOf } from '../../dev/zalo/credentials.ts';
import { type FakeZalo, type FakeZaloOptions, startZalo } from '../../dev/zalo/zalo.ts';
import type { EnvelopeState } from '../../domain/letter.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { freshDatabase } from './database.ts';
import { silentLog } from './rehearsing.ts';

export const TENANT = 'ubnd-tinh-nho';
export const NUMBER = '84901000001';
/** A Thursday morning. */
export const MORNING: Instant = instantAt('2025-11-13', '07:42');

/** A tenant whose official account the fake Zalo has authorised, with the channel that sends for it. */
export interface ZaloDesk {
  fake: FakeZalo;
  database: Database;
  /** As the application's role. */
  databaseUrl: string;
  context: ServiceContext;
  settings: ZaloSettings;
  channel: ZaloChannel;
  stop(): Promise<void>;
}

export interface DeskOptions extends FakeZaloOptions {
  /** (Default: true) */
  authorised?: boolean;
  /** Of the channel. (Default: 10 seconds) */
  timeoutMs?: number;
}

export async function startDesk({
  authorised = true,
  timeoutMs = 10_000,
  ...options
}: DeskOptions = {}): Promise<ZaloDesk> {
  const home = await freshDatabase();
  const database = openDatabase(home.applicationUrl, 6);
  const fake = await startZalo(options);
  const settings = settingsOf(fake.url, randomBytes(32));
  const context: ServiceContext = { database, tenant: TENANT, idPrefix: '', now: () => MORNING };
  await database.inTenant(TENANT, async (tx) => {
    await storeOrganisations(tx, TENANT, []);
    await ensureCalendar(tx, TENANT, MORNING);
  });
  const grant = { kind: 'refresh_token' as const, refreshToken: fake.grant() };
  if (authorised) await authoriseZalo(context, settings, { grant, by: 'người thử' });
  return {
    ...{ fake, database, databaseUrl: home.applicationUrl, context, settings },
    channel: createZaloChannel({ database, log: silentLog, ...settings, app: { ...settings.app, timeoutMs } }),
    stop: async () => {
      await fake.stop();
      await database.close();
      await home.drop();
    },
  };
}

/** A reminder on its way to a contact who agreed in January. */
export function reminder(number: number, changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const given = letter([matter('opening')], { at: MORNING });
  const contact = { ...given.to.contact, zalo: '0901 000 001', zaloConsent: '2025-01-05' };
  const written = { ...given, to: { ...given.to, contact } };
  const address = { tenant: TENANT, channel: 'zalo' as const, recipient: NUMBER };
  return outgoing(written, {
    ...address,
    words: templateWords(written),
    envelopeId: `${TENANT}.${number}`,
    ...changes,
  });
}

/** Writes the reminder down as it was claimed, perhaps with the id that Zalo gave it; no sender holds it any more. */
export async function writeDown(
  { database }: ZaloDesk,
  message: OutgoingMessage,
  { state = 'sending', messageId = null }: { state?: EnvelopeState; messageId?: string | null } = {},
): Promise<void> {
  const { letter, words, envelopeId: id, recipient, channel, thread } = message;
  const envelope = { tenant: TENANT, id, recipient, channel, asOf: MORNING, letter, words, thread, state, messageId };
  await database.inTenant(TENANT, (tx) => storeEnvelopes(tx, [{ envelope, entries: [] }], 0));
}
