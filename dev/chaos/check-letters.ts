import { leadOf } from '../../domain/activation.ts';
import { asksFor } from '../../domain/obligation.ts';
import { recipientOf } from '../../domain/recipient.ts';
import type { Rung, RungId } from '../../domain/rung.ts';
import { missedAfter } from '../../domain/slot.ts';
import { type Instant, isoInstant, localDateOf } from '../../domain/time.ts';
import { standingOf } from '../../db/queries/obligation.ts';
import type { CaughtMail } from '../inbox/inbox.ts';
import type { Finding, Invariant } from './breach.ts';
import type { Ledger } from './ledger.ts';
import type { Rows } from './rows.ts';
import { isSpell } from './scenario.ts';
import { settledAt } from './settled.ts';
import type { World } from './world.ts';

const at = (instant: Instant): string => isoInstant(instant).slice(0, 16);

/** I1, I2, I3, I4, I9 and I10 of everything that is written or has left. */
export function checkLetters(world: World, ledger: Ledger, rows: Rows): Finding[] {
  const findings: Finding[] = [];
  const says = (invariant: Invariant, fact: string): void => void findings.push({ invariant, fact });
  const mails = world.bench.inbox.received();
  checkOnce(world, rows, mails, says);
  checkEvidence(rows, mails, says);
  checkSettled(ledger, rows, mails, says);
  checkLateness(rows, mails, says);
  checkHours(world, rows, mails, says);
  return findings;
}

type Says = (invariant: Invariant, fact: string) => void;

const nameOf = (entry: { obligation: string; ladder: number; rung: string; occurrence: number }): string =>
  `${entry.obligation} #${entry.ladder} ${entry.rung}/${entry.occurrence}`;

/** I1: one row for each entry, one message for each row; the same message twice only where nobody could know. */
function checkOnce({ doubtful, weather }: World, rows: Rows, mails: readonly CaughtMail[], says: Says): void {
  const keys = new Set<string>();
  for (const row of rows.notifications) {
    const key = `${nameOf(row)} → ${row.recipient} ${row.channel}`;
    if (keys.has(key)) says('I1', `two rows of ${key}`);
    keys.add(key);
  }
  const carried = new Map<string, string>();
  const first = new Map<string, CaughtMail>();
  for (const mail of mails) {
    const id = mail.envelopeId ?? '';
    const before = first.get(id);
    if (before && before.raw !== mail.raw) says('I1', `message ${id} came twice, in different words`);
    if (before && !doubtful.has(id) && !weather.wasCut(id))
      says('I1', `message ${id} came twice, without need: ${linesOf(mail)}`);
    first.set(id, mail);
    for (const entry of mail.entries) {
      const key = `${nameOf(entry)} → ${mail.to[0]}`;
      const other = carried.get(key);
      if (other !== undefined && other !== id) says('I1', `${key} left in two messages, ${other} and ${id}`);
      carried.set(key, id);
    }
  }
  for (const [key] of carried) if (!keys.has(`${key} email`)) says('I1', `${key} was received, and no row knows of it`);
}

const linesOf = ({ entries, to, at: sent }: CaughtMail): string =>
  `${at(sent)} ${entries.map(nameOf).join(', ')} → ${to[0]}`;

/** I2 and I10: `sent` rests on an answer and on what the mail server has; what it has is not called anything less. */
function checkEvidence(rows: Rows, mails: readonly CaughtMail[], says: Says): void {
  const envelopes = new Map(rows.envelopes.map((row) => [row.id, row]));
  const taken = new Set(rows.deliveries.filter(({ outcome }) => outcome === 'taken').map(({ envelope }) => envelope));
  const received = new Set(
    mails.flatMap(({ envelopeId, entries }) => entries.map((entry) => `${envelopeId} ${nameOf(entry)}`)),
  );
  for (const row of rows.notifications) {
    const envelope = row.envelope === null ? undefined : envelopes.get(row.envelope);
    if (row.envelope !== null && row.state !== envelope?.state) {
      says('I10', `${nameOf(row)} is ${row.state}, its message ${row.envelope} ${envelope?.state ?? 'not there'}`);
    }
    if (row.state === 'sending' && !envelope) says('I10', `${nameOf(row)} is being sent by no message`);
    if (row.state !== 'sent') continue;
    if (!envelope?.messageId || !envelope.response?.startsWith('250'))
      says('I2', `${nameOf(row)} is sent without an answer`);
    if (!taken.has(row.envelope ?? '')) says('I2', `${nameOf(row)} is sent, and no try of it was taken`);
    if (!received.has(`${row.envelope} ${nameOf(row)}`))
      says('I2', `${nameOf(row)} → ${row.recipient} is sent, and was never received`);
  }
  for (const { envelopeId } of mails) {
    const state = envelopes.get(envelopeId ?? '')?.state;
    if (!state || !['sent', 'sending', 'unknown'].includes(state))
      says('I2', `message ${envelopeId} was received, and is called ${state}`);
  }
}

/** I3: nothing is written or sent about what is settled. */
function checkSettled(ledger: Ledger, rows: Rows, mails: readonly CaughtMail[], says: Says): void {
  const settled = settledAt(rows);
  const known = new Set(ledger.before.notifications.map(({ id }) => id));
  for (const row of rows.notifications) {
    const since = settled.get(row.obligation);
    if (!known.has(row.id) && since !== undefined && since <= ledger.checkedAt) {
      says('I3', `${nameOf(row)} was written after ${at(since)}, when it was settled`);
    }
  }
  for (const mail of mails) {
    for (const entry of mail.entries) {
      const since = settled.get(entry.obligation);
      if (since !== undefined && mail.at > since)
        says('I3', `${nameOf(entry)} left ${at(mail.at)}, settled ${at(since)}`);
    }
  }
}

const ESCALATIONS = ['late-1', 'late-list', 'late-head'];

/** I4: nobody is called late before the named day in force is over, nor after handing in. */
function checkLateness(rows: Rows, mails: readonly CaughtMail[], says: Says): void {
  for (const mail of mails) {
    for (const entry of mail.entries.filter(({ rung }) => ESCALATIONS.includes(rung))) {
      const ladder = rows.ladders
        .filter(
          ({ obligation, number, inForceFrom }) =>
            obligation === entry.obligation && number === entry.ladder && inForceFrom <= mail.at,
        )
        .at(-1);
      const named = ladder?.deadline?.namedDay;
      if (!named || localDateOf(mail.at) <= named)
        says('I4', `${nameOf(entry)} left ${at(mail.at)}, the named day is ${named}`);
      const handed = rows.facts.find(
        ({ obligation, kind, at: on }) => obligation === entry.obligation && kind === 'submit' && on < mail.at,
      );
      if (handed) says('I4', `${nameOf(entry)} left ${at(mail.at)}, handed in ${at(handed.at)}`);
    }
  }
}

const WALL = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** I9: within the hours of the wall clock in Hà Nội, and no rung before its own instant. */
function checkHours({ scenario }: World, rows: Rows, mails: readonly CaughtMail[], says: Says): void {
  const { slotFrom, slotUntil } = scenario.activation.policy;
  for (const mail of mails) {
    const wall = WALL.format(mail.at);
    if (wall < slotFrom || wall > slotUntil) says('I9', `${linesOf(mail)} left at ${wall}`);
    for (const entry of mail.entries) {
      const due = rows.ladders
        .filter(({ obligation, number }) => obligation === entry.obligation && number === entry.ladder)
        .flatMap(({ ladder }) => ladder.rungs)
        .filter(({ id, occurrence }) => id === entry.rung && occurrence === entry.occurrence)
        .map((rung) => rung.at);
      if (due.length > 0 && mail.at < Math.min(...due))
        says('I9', `${nameOf(entry)} left ${at(mail.at)}, due ${at(Math.min(...due))}`);
    }
  }
}

/** Reminders that a promise may have held back, and what only a draft asks for. */
const UNCERTAIN: RungId[] = ['before-7', 'before-2', 'morning', 'late-1', 'catch-up'];

/** I1, the other half: whatever was due under the ladder in force, and is still asked for, has its row. */
export function checkDue(world: World, rows: Rows): Finding[] {
  if (world.workerAway) return [];
  const { activation, faults } = world.scenario;
  const lead = leadOf(activation);
  const blurred = faults.filter(isSpell).filter(({ kind }) => kind === 'worker-away' || kind === 'relay-away');
  const isBlurred = (rung: Rung): boolean =>
    blurred.some(({ from, to }) => from < missedAfter(rung, activation) && to > rung.wakeAt);
  return rows.obligations.flatMap((row): Finding[] => {
    const held = rows.ladders
      .filter(({ obligation, number }) => obligation === row.id && number === row.ladderNumber)
      .at(-1);
    const own = activation.organisations.find(({ id }) => id === row.organisation);
    if (!held || !own || row.startedAt === null) return [];
    const standing = standingOf(row, [], held.deadline);
    const promised = rows.facts.some(({ obligation, kind }) => obligation === row.id && kind === 'promise');
    const due = held.ladder.rungs.filter(
      (rung) => missedAfter(rung, activation) < world.now && rung.at > held.inForceFrom && rung.id !== 'morning',
    );
    return due
      .filter((rung) => asksFor(rung.id, standing, localDateOf(rung.at)) && !isBlurred(rung))
      .filter((rung) => !(promised && UNCERTAIN.includes(rung.id)))
      .filter((rung) => recipientOf(rung.id, own, lead, localDateOf(rung.at)) !== null)
      .filter(
        (rung) =>
          !rows.notifications.some(
            (one) =>
              one.obligation === row.id &&
              one.ladder === held.number &&
              (one.rung === 'catch-up' || (one.rung === rung.id && one.occurrence === rung.occurrence)),
          ),
      )
      .map((rung): Finding => ({
        invariant: 'I1',
        fact: `${row.id} #${held.number} ${rung.id}/${rung.occurrence} was due ${at(rung.at)}, and has no row`,
      }));
  });
}
