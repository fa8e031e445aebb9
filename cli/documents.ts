import type { z } from 'zod';
import type { planPreviewDocument } from '../contracts/cli.ts';
import type { Derived, Obligation, Round } from '../domain/activation.ts';
import type { Envelope, Entry, Preview } from '../domain/preview.ts';
import { isoInstant } from '../domain/time.ts';

export type PreviewDocument = z.infer<typeof planPreviewDocument>;
export type ObligationDocument = PreviewDocument['obligations'][number];
export type RoundDocument = PreviewDocument['rounds'][number];

/** What preview and rehearsal both print: instants with their zone, in the words of the contract. */
export function previewDocument(derived: Derived, { entries, envelopes }: Omit<Preview, 'acts'>): PreviewDocument {
  return {
    messages: entries.map(messageDocument),
    envelopes: envelopes.map(envelopeDocument),
    obligations: derived.obligations.map(obligationDocument),
    rounds: derived.rounds.map(roundDocument),
  };
}

function messageDocument(entry: Entry): PreviewDocument['messages'][number] {
  const { at, rung, occurrence, obligation, ladder, organisation, recipient, channel, release, why } = entry;
  // Only the endless rungs repeat; everywhere else the field would be a constant.
  const repeated = occurrence > 0 ? { occurrence } : {};
  return {
    at: isoInstant(at),
    rung,
    ...repeated,
    obligation,
    ladder,
    organisation,
    recipient,
    channel,
    release,
    why,
  };
}

const envelopeDocument = ({ at, recipient, channel, entries }: Envelope): PreviewDocument['envelopes'][number] => ({
  at: isoInstant(at),
  recipient,
  channel,
  entries,
});

/** The fields of an obligation that a document prints. */
export type PrintedObligation = Pick<
  Obligation,
  'id' | 'kind' | 'organisation' | 'round' | 'items' | 'opensOn' | 'deadline'
>;

/** Dates are null while an obligation waits. */
export function obligationDocument(obligation: PrintedObligation): ObligationDocument {
  const { id, kind, organisation, round, items, opensOn, deadline } = obligation;
  return {
    id,
    kind,
    organisation,
    round,
    items,
    opens: opensOn,
    named: deadline?.namedDay ?? null,
    targetDay: deadline?.targetDay ?? null,
    lateAfter: deadline ? isoInstant(deadline.lateAfter) : null,
    why: deadline?.why ?? [],
  };
}

export const roundDocument = (round: Round): RoundDocument => ({
  id: round.id,
  opens: round.opensOn,
  consolidation: isoInstant(round.consolidationAt),
});
