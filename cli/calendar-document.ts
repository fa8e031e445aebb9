import type { z } from 'zod';
import type { CalendarProposal } from '../api/services/calendar.ts';
import type { ObligationChange } from '../api/services/calendar-change.ts';
import type { calendarChangeDocument } from '../contracts/cli.ts';
import type { ResolvedDeadline } from '../domain/deadline.ts';
import type { DatedRound } from '../domain/round-change.ts';
import { isoInstant, type LocalDate } from '../domain/time.ts';

type ChangeDocument = z.infer<typeof calendarChangeDocument>;
type ObligationDocument = ChangeDocument['obligations'][number];

/** What `calendar check` and `calendar publish` print with `--json`. */
export function calendarDocument({ version, days, rounds, obligations }: CalendarProposal): ChangeDocument {
  return {
    version,
    days,
    rounds: rounds.map(({ row, dates }) => ({ id: row.id, before: roundDates(row), after: roundDates(dates) })),
    obligations: obligations.flatMap(obligationDocument),
  };
}

function roundDates(round: DatedRound): ChangeDocument['rounds'][number]['before'] {
  return {
    opens: round.opensOn,
    consolidation: isoInstant(round.consolidationAt),
    closes: isoInstant(round.closesAt),
    named: round.deadline.namedDay,
    targetDay: round.deadline.targetDay,
    leadTargetDay: round.leadDeadline?.targetDay ?? null,
  };
}

function obligationDocument({ row, ladder, change }: ObligationChange): ObligationDocument[] {
  if (!change) return [];
  const iso = (instant: number | null): string | null => (instant === null ? null : isoInstant(instant));
  return [
    {
      id: row.id,
      organisation: row.organisation,
      before: dates(row.opensOn, ladder.deadline),
      after: dates(change.opensOn, change.deadline),
      rungs: change.moves.map((move) => ({ ...move, from: iso(move.from), to: iso(move.to) })),
    },
  ];
}

const dates = (opens: LocalDate | null, deadline: ResolvedDeadline | null): ObligationDocument['before'] => ({
  opens,
  named: deadline?.namedDay ?? null,
  targetDay: deadline?.targetDay ?? null,
  lateAfter: deadline ? isoInstant(deadline.lateAfter) : null,
});
