import type { Logger } from 'pino';
import type { Database, Transaction } from '../../../db/database.ts';
import { loadCalendar } from '../../../db/queries/calendar.ts';
import { storeFailingNumber } from '../../../db/queries/failing-number.ts';
import { assertNever } from '../../../domain/errors.ts';
import { type Instant, isoInstant } from '../../../domain/time.ts';
import type { ZaloTrouble } from '../../../domain/zalo-account.ts';
import { afterZaloNight, afterZaloQuota } from '../../../domain/zalo-hours.ts';
import { type Attempt, ChannelFailure, type OutgoingMessage } from '../channel.ts';
import { ZaloFailure } from './answer.ts';
import { ACTIONS, type ZaloClass } from './codes.ts';
import { ZaloPaused } from './tokens.ts';
import { pauseZalo } from './trouble.ts';

interface Tried {
  database: Database;
  log: Logger;
  message: OutgoingMessage;
  attempt: Attempt;
}

/** What went wrong as every channel says it, with what it means for the number or the account written down. */
export async function failureOf(error: unknown, tried: Tried): Promise<ChannelFailure> {
  if (error instanceof ChannelFailure) return error;
  if (error instanceof ZaloFailure) return consequenceOf(error, tried);
  const code = error instanceof ZaloPaused ? 'channel-paused' : 'connection';
  return new ChannelFailure(code, { permanent: false, afterData: false, responseCode: null }, error);
}

export const refusedNumber = (cause: ZaloFailure | null): ChannelFailure =>
  new ChannelFailure(
    'recipient-refused',
    { permanent: true, afterData: false, responseCode: cause?.code ?? null },
    cause,
  );

async function consequenceOf(failure: ZaloFailure, tried: Tried): Promise<ChannelFailure> {
  const { database, message, attempt, log } = tried;
  const { tenant } = message;
  const action = ACTIONS[failure.class];
  const facts = { permanent: false, afterData: false, responseCode: failure.code };
  const write = async (work: (tx: Transaction) => Promise<void>): Promise<void> => {
    // What was answered stays answered: a row that can't be written now is written with the next one.
    await database.inTenant(tenant, work).catch((error: unknown) => log.error({ err: error }, 'not written down'));
  };
  switch (action) {
    case 'give-up':
      await write((tx) => giveUp(tx, failure, message, attempt.asOf));
      return refusedNumber(failure);
    case 'refresh':
    case 'pause': {
      const trouble = TROUBLES[failure.class as keyof typeof TROUBLES];
      await write((tx) => pauseZalo(tx, tenant, { trouble, code: failure.code ?? 0, at: attempt.asOf }));
      return new ChannelFailure('channel-paused', facts, failure);
    }
    case 'wait': {
      const notBefore = await database.inTenant(tenant, (tx) => resumption(tx, failure.class, attempt.asOf));
      return new ChannelFailure('refused-for-now', { ...facts, notBefore }, failure);
    }
    case 'ask':
      if (!failure.handedOver) return new ChannelFailure('connection', facts, failure);
      // The e-mail went anyway: a third message to who may have two would be the worse harm.
      return new ChannelFailure('unanswered', { ...facts, permanent: attempt.attempt > 0, afterData: true }, failure);
    default:
      return assertNever(action);
  }
}

const TROUBLES: Record<Extract<ZaloClass, ZaloTrouble>, ZaloTrouble> = {
  token: 'token',
  secret: 'secret',
  money: 'money',
  template: 'template',
  account: 'account',
};

function giveUp(
  tx: Transaction,
  { code }: ZaloFailure,
  { tenant, recipient, envelopeId }: OutgoingMessage,
  at: Instant,
): Promise<void> {
  const evidence = `Zalo trả lời mã ${code} cho tin gửi lúc ${isoInstant(at)}`;
  return storeFailingNumber(tx, {
    tenant,
    address: recipient,
    since: at,
    code: String(code),
    evidence,
    envelope: envelopeId,
  });
}

async function resumption(tx: Transaction, zaloClass: ZaloFailure['class'], at: Instant): Promise<Instant> {
  const calendar = await loadCalendar(tx);
  if (!calendar) throw new TypeError('a message without a calendar');
  return zaloClass === 'night' ? afterZaloNight(at, calendar) : afterZaloQuota(at, calendar);
}
