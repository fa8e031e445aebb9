import type { Deed } from '../../test/reference/deeds.ts';
import type { Sheet } from '../../test/reference/sheets.ts';
import { endOfYear } from '../../domain/activation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Done, Ledger } from './ledger.ts';
import type { Received } from './received.ts';
import type { Spell } from './scenario.ts';
import { settledAt } from './settled.ts';
import type { World } from './world.ts';

/** Until when the reference model can tell what comes of an obligation: it knows nothing of amendments and calendars. */
export function foreseeable({ scenario }: World, { done }: Ledger, obligation: string): Instant {
  const blind = done.filter(
    ({ act, touched }) =>
      (act.kind === 'publish' || act.kind === 'amend') && (touched === 'all' || touched.includes(obligation)),
  );
  return Math.min(...blind.map(({ at }) => at), endOfYear(scenario.year));
}

const TO_BODY = ['opening', 'before-7', 'before-2', 'morning', 'late-1', 'returned', 'returned-eve', 'catch-up'];

/** What was done with one obligation, and was not refused. */
export function deedsOf({ obligation }: Sheet, ledger: Ledger, received: Received[], spells: Spell[]): Deed[] {
  const settled = settledAt(ledger.before).get(obligation.id);
  const concerning = ledger.done.filter(({ act, refused, touched }) => {
    if (refused !== null || act.kind === 'publish' || act.kind === 'amend') return false;
    return 'obligation' in act ? act.obligation === obligation.id : touched.includes(obligation.id);
  });
  return concerning.flatMap((done): Deed[] => {
    if (done.at === settled) return [{ kind: 'settle', at: done.at }];
    return deedOf(done, () => toldBefore(done.at, obligation.id, received, spells));
  });
}

function deedOf({ at, act }: Done, told: () => string | null): Deed[] {
  switch (act.kind) {
    case 'submit':
    case 'draft':
    case 'withdraw':
      return [{ kind: act.kind, at }];
    case 'return':
      return [{ kind: 'return', at, on: act.until }];
    case 'promise':
    case 'event':
      return [{ kind: act.kind, at, on: act.on }];
    case 'extend':
      return [{ kind: 'extend', at, on: act.until, told: told() }];
    default:
      // What leaves the obligation as a whole where it is: single items that are waived, moved or cancelled.
      return [];
  }
}

/** The day of the last message to the body; null where a spell before it leaves that open. */
function toldBefore(at: Instant, obligation: string, received: Received[], spells: Spell[]): string | null {
  if (spells.some(({ from }) => from < at)) return null;
  const told = received.filter((one) => one.obligation === obligation && TO_BODY.includes(one.rung) && one.at < at);
  return (
    told
      .map(({ day }) => day)
      .sort()
      .at(-1) ?? new Date(at + 7 * 3_600_000).toISOString().slice(0, 10)
  );
}
