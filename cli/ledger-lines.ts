import type { z } from 'zod';
import type { LedgerEntry } from '../api/services/ledger.ts';
import type { ledgerDocument as ledgerSchema } from '../contracts/cli.ts';
import { isoInstant } from '../domain/time.ts';
import { DELIVERY_LABELS, fateOf, HELD_LABELS, RUNG_LABELS } from '../domain/vietnamese.ts';
import { wrapped } from './output.ts';

type LedgerDocument = z.infer<typeof ledgerSchema>;

/** The document `{messages}`. */
export const ledgerDocument = (found: readonly LedgerEntry[]): LedgerDocument => ({
  messages: found.map(({ envelope, entries, tries }) => ({
    id: envelope.id,
    at: isoInstant(envelope.asOf),
    channel: envelope.channel,
    recipient: envelope.recipient,
    copyTo: envelope.letter?.copyTo?.email ?? null,
    organisation: envelope.letter?.to.organisation ?? null,
    state: envelope.state,
    heldBack: envelope.heldBack,
    messageId: envelope.messageId,
    subject: envelope.words?.subject ?? null,
    text: envelope.words?.text ?? null,
    entries: entries.map(({ plan, obligation, ladder, rung, occurrence }) => ({
      ...{ plan, obligation, ladder, rung, occurrence },
      why: whyOf(envelope, obligation),
    })),
    tries: tries.map(({ attempt, at, outcome, code, response }) => ({
      ...{ attempt: attempt + 1, at: isoInstant(at), outcome, code, response },
    })),
  })),
});

const whyOf = ({ letter }: LedgerEntry['envelope'], obligation: string): string[] =>
  letter?.matters.find(({ entry }) => entry.obligation === obligation)?.why ?? [];

/** One message after the other, the newest first. */
export function ledgerLines(found: readonly LedgerEntry[], words: boolean): string[] {
  if (found.length === 0) return ['Không có thư nào.'];
  return found.flatMap((one) => [...messageLines(one), ...(words ? wordLines(one) : [])]);
}

function messageLines({ envelope, entries, tries }: LedgerEntry): string[] {
  const { asOf, channel, recipient, state, words, heldBack } = envelope;
  const held = heldBack === null ? '' : ` (${HELD_LABELS[heldBack]})`;
  return [
    `${isoInstant(asOf).slice(0, 16).replace('T', ' ')}  ${channel}  ${recipient}  ${fateOf(state, tries.at(-1)?.outcome)}${held}`,
    ...(words === null ? [] : wrapped(words.subject, '    ')),
    ...entries.map(({ rung, obligation }) => `    ${RUNG_LABELS[rung]}: ${obligation}`),
    ...tries.map(
      ({ attempt, at, outcome, code, response }) =>
        `    lần ${attempt + 1}, ${isoInstant(at).slice(0, 16).replace('T', ' ')}: ${DELIVERY_LABELS[outcome]}${code === null ? '' : ` (${code})`}${response === null ? '' : `: ${response}`}`,
    ),
  ];
}

const wordLines = ({ envelope: { words } }: LedgerEntry): string[] =>
  (words?.text ?? '').split('\n').map((line) => (line === '' ? '' : `    | ${line}`));
