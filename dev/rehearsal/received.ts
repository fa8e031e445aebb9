import type { Activation, Derived } from '../../domain/activation.ts';
import { releaseOf, type RungId } from '../../domain/rung.ts';
import { type Entry, entryKey, type Envelope, type Preview } from '../../domain/preview.ts';
import type { CaughtMail } from '../inbox/caught-mail.ts';

/** Entries as the mail server received them: read from the messages alone, whatever the rows say. */
export function receivedEntries(
  mails: CaughtMail[],
  preview: Preview,
  derived: Derived,
  activation: Activation,
): Entry[] {
  const owner = new Map(derived.obligations.map(({ id, organisation }) => [id, organisation]));
  // Reasons do not travel by mail; they are shown beside what came, from the plan's own rules.
  const why = new Map(preview.entries.map((entry) => [entryKey(entry), entry.why]));
  return mails.flatMap((mail) =>
    entriesOf(mail).map((entry): Entry => ({
      ...entry,
      at: mail.at,
      organisation: owner.get(entry.obligation) ?? activation.plan.lead,
      recipient: addressOf(mail),
      channel: 'email',
      release: releaseOf(entry.rung),
      why: why.get(entryKey(entry)) ?? [],
    })),
  );
}

export function receivedEnvelopes(mails: CaughtMail[]): Envelope[] {
  return mails.map((mail) => ({
    at: mail.at,
    recipient: addressOf(mail),
    channel: 'email',
    entries: entriesOf(mail).map(entryKey).sort(),
  }));
}

const addressOf = (mail: CaughtMail): string => mail.to[0] ?? '';

/** A rung of another policy's name is still a rung: it is compared by name, and differs from every planned one. */
const entriesOf = (mail: CaughtMail): Pick<Entry, 'obligation' | 'ladder' | 'rung' | 'occurrence'>[] =>
  mail.entries.map((entry) => ({ ...entry, rung: entry.rung as RungId }));
