import { isReleased, type NamedReport } from './accepted-content.ts';
import type { Consolidation, ReceivedBody } from './consolidation.ts';

export type Receipts = Pick<Consolidation, 'received' | 'expected' | 'missing' | 'underReview' | 'receivedBodies'>;

/**
 * Who owed, who has sent, who has not: each organisation once. An item split off from a report has a date of its own
 * and does not hold the report up; only a body that owes nothing else in the round is counted by it.
 */
export function receiptsOf(all: readonly NamedReport[]): Receipts {
  // Nobody waits for what was waived, unless it came all the same.
  const counted = all.filter((one) => one.receivedOn !== null || !isReleased(one));
  const expected = [...new Set(counted.map(({ organisation }) => organisation))];
  const receivedBodies = expected.flatMap((organisation) => {
    const body = receivedBody(counted.filter((one) => one.organisation === organisation));
    return body ? [body] : [];
  });
  const received = receivedBodies.map(({ organisation }) => organisation);
  const waiting = new Set(counted.filter(isUnderReview).map(({ organisation }) => organisation));
  return {
    received,
    expected,
    missing: expected.filter((organisation) => !received.includes(organisation)),
    underReview: received.filter((organisation) => waiting.has(organisation)),
    receivedBodies,
  };
}

/** What a body has sent, by its report; null while that has not come. */
function receivedBody(obligations: readonly NamedReport[]): ReceivedBody | null {
  const reports = obligations.filter(({ kind }) => kind === 'report');
  const came = (reports.length > 0 ? reports : obligations).find(({ receivedOn }) => receivedOn !== null);
  if (!came || came.receivedOn === null) return null;
  const { organisation, organisationName, receivedOn, versions } = came;
  return { organisation, organisationName, submissions: versions.length, receivedOn };
}

const isUnderReview = ({ receivedOn, decision }: NamedReport): boolean =>
  receivedOn !== null && (decision === 'submitted' || decision === 'returned');
