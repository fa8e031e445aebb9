import { derive } from '../../domain/derivation.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { isoInstant } from '../../domain/time.ts';
import { type Deed, dayOf, type Foretold, lettersAfter, REMINDERS } from '../../test/reference/deeds.ts';
import { sheetsOf, type Sheet } from '../../test/reference/sheets.ts';
import { hang } from '../../test/reference/wall-calendar.ts';
import type { Finding } from './breach.ts';
import { deedsOf, foreseeable } from './deeds.ts';
import type { Ledger } from './ledger.ts';
import { nextOpen } from './postman.ts';
import { type Received, receivedOf } from './received.ts';
import { isSpell, type Spell } from './scenario.ts';
import type { World } from './world.ts';

/**
 * What the mail server has, against what the plain reference model foretells of the acts that were done. Outside of
 * spells both are the same, letter for letter. Of what a spell swallowed a make-good is asked for instead: on the first
 * day of messages after it one letter to the same reader on the same obligation, if that is still asked for. What a mail
 * server would not take may be missing.
 */
export async function compare(world: World, ledger: Ledger): Promise<{ findings: Finding[]; exact: number }> {
  const { activation, tenant, year, days, faults } = world.scenario;
  const calendar = await world.watch.inTenant(tenant, loadCalendar);
  if (!calendar) throw new TypeError('there is no calendar');
  hang(days.filter((day) => day.kind !== 'ordinary'));
  const received = receivedOf(world.bench.inbox.received());
  const sheets = sheetsOf(activation, derive(activation, year));
  const spells = faults.filter(isSpell);
  const opens = (at: number): number => nextOpen(at, { calendar, policy: activation.policy });
  const findings: string[] = [];
  let exact = 0;
  for (const sheet of sheets) {
    const { id } = sheet.obligation;
    const until = foreseeable(world, ledger, id);
    const deeds = deedsOf(sheet, ledger, received, spells);
    const foretold = lettersAfter(
      sheet,
      deeds.filter(({ at }) => at < until),
      activation,
      year,
    );
    const matter = new Matter(sheet, spells, opens);
    matter.expect(foretold.filter(({ day }) => day < dayOf(until)));
    matter.match(
      received.filter((one) => one.obligation === id && one.day < dayOf(until)),
      deeds,
    );
    findings.push(...matter.findings);
    exact += matter.exact;
  }
  const left = ledger.before.envelopes.filter(({ state }) => state === 'sending');
  return {
    findings: [
      ...findings.map((fact): Finding => ({ invariant: 'equality', fact })),
      ...left.map(({ id }): Finding => ({ invariant: 'I10', fact: `message ${id} is still being sent` })),
    ],
    exact,
  };
}

interface Expected extends Foretold {
  came: boolean;
  swallowedBy: Spell[];
  /** The mail server would not have taken it. */
  isRefused: boolean;
}

const AWAY: Spell['kind'][] = ['worker-away', 'dispatch-away'];
const REFUSING: Spell['kind'][] = ['mail-later', 'mail-never'];

/** One obligation: what was to come, and what came. */
class Matter {
  readonly findings: string[] = [];
  exact = 0;
  private expected: Expected[] = [];
  private readonly sheet: Sheet;
  private readonly spells: Spell[];
  private readonly opens: (at: number) => number;

  constructor(sheet: Sheet, spells: Spell[], opens: (at: number) => number) {
    this.sheet = sheet;
    this.spells = spells;
    this.opens = opens;
  }

  expect(foretold: Foretold[]): void {
    this.expected = foretold.map((one) => ({
      ...one,
      came: false,
      swallowedBy: this.spells.filter((spell) => swallows(spell, one)),
      isRefused: this.isRefused(one.from, one.to, one.reader),
    }));
  }

  match(received: Received[], deeds: Deed[]): void {
    const strange = received.filter((letter) => !this.isForetold(letter) && !this.isMadeGood(letter));
    for (const letter of strange) this.findings.push(`came and was not foretold: ${lineOf(letter)}`);
    for (const one of this.expected.filter(({ came, isSure, isRefused }) => !came && isSure && !isRefused)) {
      if (one.swallowedBy.length === 0) this.findings.push(`was foretold and never came: ${lineOf(one)}`);
      for (const spell of one.swallowedBy) {
        if (this.isStillAsked(one, spell, deeds) && !this.hasMakeGood(one, spell, received)) {
          this.findings.push(
            `was swallowed by ${spell.kind} until ${minute(spell.to)} and never made good: ${lineOf(one)}`,
          );
        }
      }
    }
  }

  private isForetold(letter: Received): boolean {
    const found = this.expected.find((one) => !one.came && sameLetter(one, letter) && one.day === letter.day);
    if (!found) return false;
    found.came = true;
    this.exact++;
    return true;
  }

  /** In place of what a spell swallowed: one of it under its own name, or one `catch-up` for all of it. */
  private isMadeGood(letter: Received): boolean {
    return this.spells.some((spell) => {
      const swallowed = this.expected.filter(
        (one) => one.swallowedBy.includes(spell) && one.reader === letter.reader && one.ladder === letter.ladder,
      );
      if (dayOf(this.opens(spell.to)) !== letter.day) return false;
      const isOne =
        swallowed.some((one) => sameLetter(one, letter)) || (letter.rung === 'catch-up' && swallowed.length > 0);
      if (isOne) for (const one of swallowed) one.came = true;
      return isOne;
    });
  }

  private isStillAsked(one: Expected, spell: Spell, deeds: Deed[]): boolean {
    const at = this.opens(spell.to);
    const closes = this.sheet.round ? Date.parse(`${this.sheet.round.closes}T16:00:00+07:00`) : Infinity;
    const isSilent =
      REMINDERS.includes(one.rung) &&
      deeds.some((deed) => deed.kind === 'promise' && deed.at > one.since && deed.at <= at && deed.on > dayOf(at));
    return (
      one.until > at + 60 * 60_000 &&
      one.rung !== 'morning' &&
      (one.rung.startsWith('ret') || one.rung === 'review-3' || at < closes) &&
      !isSilent &&
      !this.isRefused(at, at + 60 * 60_000, one.reader) &&
      !this.spells.some((other) => other !== spell && other.from <= at && at < other.to)
    );
  }

  private hasMakeGood(one: Expected, spell: Spell, received: Received[]): boolean {
    const day = dayOf(this.opens(spell.to));
    return received.some((letter) => letter.reader === one.reader && letter.day === day);
  }

  private isRefused(from: number, to: number, reader: string): boolean {
    return this.spells.some(
      (spell) =>
        spell.from <= to &&
        spell.to > from &&
        (REFUSING.includes(spell.kind) || (spell.kind === 'no-mailbox' && spell.address === reader)),
    );
  }
}

/** Nothing is sent meanwhile; and what a deed brings is not known before the relay is back. */
function swallows(spell: Spell, { from, to, since }: Foretold): boolean {
  if (AWAY.includes(spell.kind)) return to > spell.from && from < spell.to;
  return spell.kind === 'relay-away' && since >= spell.from && since < spell.to && from < spell.to;
}

const sameLetter = (one: Foretold, letter: Received): boolean =>
  one.rung === letter.rung && one.ladder === letter.ladder && one.reader === letter.reader;
const minute = (at: number): string => isoInstant(at).slice(0, 16);
const lineOf = ({ day, rung, obligation, ladder, reader }: Received | Foretold): string =>
  `${day} ${rung} ${obligation} #${ladder} → ${reader}`;
