import { type Activation, type Derived, endOfYear, leadOf, type Obligation } from './activation.ts';
import { type Act, type Behaviour, scriptOf } from './behaviour.ts';
import { headLetter } from './escalation.ts';
import { groupBy } from './group-by.ts';
import { nextBatch, returnLadder, reviewLadder } from './ladder.ts';
import { asksFor, type Standing } from './obligation.ts';
import type { Organisation } from './organisation.ts';
import { type Recipient, recipientsOf } from './recipient.ts';
import { type Channel, type Ladder, releaseOf, type Rung, type RungId } from './rung.ts';
import { sendAtOf } from './slot.ts';
import { awaitedDeadline, deadlineAfterEvent, firstLadder, ladderAfterEvent, ladderSubject } from './subject.ts';
import { type Instant, instantAt, localDateOf } from './time.ts';
import { RUNG_LABELS } from './vietnamese.ts';

/** One planned message of one obligation: what a preview shows and what a rehearsal must find in the mail received. */
export interface Entry {
  at: Instant;
  rung: RungId;
  occurrence: number;
  obligation: string;
  ladder: number;
  organisation: string;
  recipient: string;
  channel: Channel;
  release: 'automatic' | 'person';
  why: string[];
}

/** One message as it leaves: all entries of one recipient in one minute. */
export interface Envelope {
  at: Instant;
  recipient: string;
  channel: Channel;
  entries: string[];
}

/** `<obligation>#<ladder>#<rung>#<occurrence>` */
export const entryKey = (entry: Pick<Entry, 'obligation' | 'ladder' | 'rung' | 'occurrence'>): string =>
  [entry.obligation, entry.ladder, entry.rung, entry.occurrence].join('#');

export interface Preview {
  entries: Entry[];
  envelopes: Envelope[];
  acts: Act[];
}

/**
 * The messages of one year, without any engine: the obligation model run over plan, organisations, calendar, policy
 * and what everybody does. A rehearsal runs the same year on the engine and must come to the same.
 */
export function previewYear(activation: Activation, derived: Derived, behaviour: Behaviour, year: number): Preview {
  return onlyYear(previewThrough(activation, derived, behaviour, year), year);
}

/** The same from the activation on: what a rehearsal goes through on its way to the end of the year. */
export function previewThrough(activation: Activation, derived: Derived, behaviour: Behaviour, year: number): Preview {
  const acts = scriptOf(derived, behaviour, activation);
  const byObligation = groupBy(acts, ({ obligation }) => obligation);
  const entries = derived.obligations
    .flatMap((obligation) =>
      new Model(obligation, activation).run(byObligation.get(obligation.id) ?? [], endOfYear(year)),
    )
    .sort(compareEntries);
  return { entries, envelopes: envelopesOf(entries), acts };
}

/** What of a preview falls into one year. */
function onlyYear({ entries, acts }: Preview, year: number): Preview {
  const inYear = ({ at }: { at: Instant }): boolean =>
    at >= instantAt(`${year}-01-01`, '00:00') && at < endOfYear(year);
  const kept = entries.filter(inYear);
  return { entries: kept, envelopes: envelopesOf(kept), acts: acts.filter(inYear) };
}

export function compareEntries(a: Entry, b: Entry): number {
  return (
    a.at - b.at ||
    (a.recipient < b.recipient ? -1 : a.recipient > b.recipient ? 1 : 0) ||
    (entryKey(a) < entryKey(b) ? -1 : 1)
  );
}

/** Entries gathered as dispatch gathers them: by recipient, channel and minute. */
export function envelopesOf(entries: Entry[]): Envelope[] {
  const gathered = new Map<string, Envelope>();
  for (const entry of entries) {
    const key = `${entry.at}|${entry.channel}|${entry.recipient}`;
    const envelope = gathered.get(key) ?? {
      at: entry.at,
      recipient: entry.recipient,
      channel: entry.channel,
      entries: [],
    };
    envelope.entries.push(entryKey(entry));
    gathered.set(key, envelope);
  }
  return [...gathered.values()].map((envelope) => ({ ...envelope, entries: envelope.entries.sort() }));
}

/** One obligation's year: its ladder fires until a person acts, and each act brings the next ladder. */
class Model {
  private readonly obligation: Obligation;
  private readonly activation: Activation;
  private readonly organisation: Organisation;
  private readonly lead: Organisation;
  private readonly entries: Entry[] = [];
  private standing: Pick<Standing, 'decision' | 'deadline' | 'unreported' | 'hasDraft' | 'silentUntil'>;
  private ladder: Ladder;
  /** Of this ladder nothing before has still to fire. */
  private firedBefore: Instant = -Infinity;

  constructor(obligation: Obligation, activation: Activation) {
    this.obligation = obligation;
    this.activation = activation;
    this.lead = leadOf(activation);
    this.organisation = organisationOf(obligation, activation);
    const { deadline } = obligation;
    this.standing = { decision: 'none', deadline, unreported: false, hasDraft: false, silentUntil: null };
    this.ladder = firstLadder(obligation, activation);
  }

  run(acts: Act[], until: Instant): Entry[] {
    for (const act of acts) {
      if (act.at >= until) break;
      this.fireBefore(act.at);
      this.take(act);
    }
    this.fireBefore(until);
    return this.entries;
  }

  private fireBefore(end: Instant): void {
    this.fireLadder(end);
    this.firedBefore = end;
  }

  private fireLadder(end: Instant): void {
    let rungs = this.ladder.rungs;
    while (rungs.length > 0) {
      for (const rung of rungs) this.fire(rung, end);
      const last = rungs.at(-1);
      if (!this.ladder.endless || !last || last.at >= end) return;
      rungs = nextBatch(this.ladder, last, this.obligation.id, this.standing.deadline, this.activation).rungs;
    }
  }

  private fire(rung: Rung, end: Instant): void {
    const day = localDateOf(rung.at);
    if (!asksFor(rung.id, this.standing, day)) return;
    const { policy } = this.activation;
    for (const recipient of recipientsOf(rung.id, this.organisation, this.lead, day, policy)) {
      const at = sendAtOf(rung, recipient.address, policy);
      if (at < end && at >= this.firedBefore) this.say(rung, recipient, at);
    }
  }

  private say(rung: Rung, { address, channel }: Recipient, at: Instant): void {
    this.entries.push({
      at,
      rung: rung.id,
      occurrence: rung.occurrence,
      obligation: this.obligation.id,
      ladder: this.ladder.number,
      organisation: this.obligation.organisation,
      recipient: address,
      channel,
      release: releaseOf(rung.id),
      why: [RUNG_LABELS[rung.id], ...(this.standing.deadline?.why ?? [])],
    });
  }

  private take(act: Act): void {
    // A letter that a person releases is beside the ladder, which goes on; any other act brings or ends one.
    if (act.kind === 'release') this.fire(headLetter(this.obligation.id, act.at, this.activation), Infinity);
    else this.replace(act);
  }

  private replace(act: Exclude<Act, { kind: 'release' }>): void {
    this.firedBefore = -Infinity;
    const number = this.ladder.number + 1;
    const subject = ladderSubject(this.obligation);
    switch (act.kind) {
      case 'submit':
        this.standing.decision = 'submitted';
        this.ladder = reviewLadder(number, subject, act.at, this.activation);
        return;
      case 'return':
        this.standing.decision = 'returned';
        this.ladder = returnLadder(number, subject, act.until, act.at, this.activation);
        return;
      case 'event':
        this.takeEvent(act, number);
        return;
      case 'accept':
      case 'issue':
        this.standing.decision = 'accepted';
    }
  }

  private takeEvent(act: Extract<Act, { kind: 'event' }>, number: number): void {
    const awaited = awaitedDeadline(this.obligation, this.activation);
    const context = { slots: this.activation, recordedAt: act.at, awaited };
    const deadline = deadlineAfterEvent(this.obligation, act.on, null, context);
    this.standing.deadline = deadline;
    this.ladder = ladderAfterEvent(number, this.obligation, deadline, act.at, this.activation);
  }
}

function organisationOf({ id, organisation }: Obligation, { organisations }: Activation): Organisation {
  const found = organisations.find((body) => body.id === organisation);
  if (!found) throw new TypeError(`organisation ${organisation} of obligation ${id} is missing`);
  return found;
}
