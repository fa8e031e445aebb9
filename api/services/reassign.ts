import type { Transaction } from '../../db/database.ts';
import { type Held, lockInOrder, obligationsBeside } from '../../db/queries/obligation.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import { Refusal } from '../../domain/errors.ts';
import { movedObligation } from '../../domain/moved-obligation.ts';
import { isSettled } from '../../domain/obligation.ts';
import { decideReassign, leavesTime, reassignedDeadline, receiverOf } from '../../domain/reassign.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandIn, type Outcome } from './held-obligation.ts';
import type { Holding } from './holding.ts';
import { itemMoves, roundEndOf } from './item-moves.ts';
import type { Move } from './move.ts';

export interface Reassignment {
  /** The organisation that owes it from now on. */
  to: string;
  /** Single items; null means all that is still owed. */
  items: string[] | null;
  /** Null takes the date in force. */
  until: LocalDate | null;
  reason: string;
  basis: string;
}

/**
 * Chuyển: another organisation owes it from now on, the whole or single items. The one before gets no further message
 * about it and keeps its history. Returns the ids of what it touched, the obligation first.
 */
export async function reassign(
  context: ServiceContext,
  command: Command,
  reassignment: Reassignment,
): Promise<string[]> {
  const { to, items, until, reason, basis } = reassignment;
  const asked = { kind: 'reassign', to, items, until, reason, basis } as const;
  return context.database.inTenant(context.tenant, async (tx) => {
    const beside = await besideOf(tx, command.obligation, to);
    const { into } = await commandIn(tx, context, command, asked, (holding) =>
      reassigned(holding, reassignment, beside),
    );
    return [command.obligation, ...into];
  });
}

/** What the receiver owes in the same round already, locked together with what is reassigned. */
async function besideOf(tx: Transaction, obligation: string, receiver: string): Promise<Held[]> {
  const held = await lockInOrder(tx, [...(await obligationsBeside(tx, obligation, receiver)), obligation]);
  return held.filter(({ row }) => row.id !== obligation);
}

async function reassigned(holding: Holding, reassignment: Reassignment, beside: Held[]): Promise<Outcome> {
  const { standing, activation, now, row } = holding;
  const { to, until, reason, basis } = reassignment;
  const { moved, decided } = decideReassign(standing, reassignment.items);
  receiverOf(activation.organisations, to, row.organisation, localDateOf(now));
  const { calendar } = activation;
  const deadline = reassignedDeadline(standing, reassignment, { now, closesAt: row.closesAt, calendar });
  const isWhole = decided.decision === 'cancelled';
  return {
    kind: 'reassign',
    payload: { to, until, reason, basis, items: isWhole ? null : moved },
    decided,
    moves: await movesTo(holding, { to, until, items: moved, isWhole }, deadline, beside),
    next: null,
  };
}

interface Moving {
  to: string;
  until: LocalDate | null;
  items: string[];
  /** Nothing of the obligation stays. */
  isWhole: boolean;
}

/**
 * Where each item goes: into what the receiver has open in the round, where that leaves time; the whole report of a
 * body that has none becomes its report; else each item is an obligation of its own.
 */
async function movesTo(
  holding: Holding,
  moving: Moving,
  deadline: ResolvedDeadline | null,
  beside: Held[],
): Promise<Move[]> {
  const { row, activation, now } = holding;
  const { to, items } = moving;
  const open = moving.until === null ? beside.filter((held) => isJoinable(held, holding)) : [];
  const [joins, rest] = joinsOf(items, open);
  const report = moving.isWhole && row.kind === 'report' ? `${row.round}/${to}` : null;
  if (report === null) return [...joins, ...(await itemMoves(holding, rest, to, deadline))];
  if (!beside.some((held) => held.row.id === report)) {
    const becoming = { id: report, kind: 'report' as const, organisation: to, items: rest, deadline };
    const made = movedObligation(row, becoming, await roundEndOf(holding), localDateOf(now), activation);
    return [...joins, { items: rest, to: report, made, indicators: row.indicators }];
  }
  return withIndicators([...joins, ...(await itemMoves(holding, rest, to, deadline))], holding, to);
}

/** What the receiver has open and nobody handed in yet, with time enough for more. */
function isJoinable({ row, standing }: Held, { row: origin, now, activation }: Holding): boolean {
  return (
    standing.decision === 'none' &&
    !isSettled(standing) &&
    row.event === origin.event &&
    leavesTime(standing.deadline, localDateOf(now), activation.calendar)
  );
}

/** Items that the receiver can tell in what it has open: its own of the same duty first, then its report. */
function joinsOf(items: string[], open: Held[]): [joins: Move[], rest: string[]] {
  const stateIn = ({ standing }: Held, item: string) => standing.items.find(({ id }) => id === item)?.state;
  const targetOf = (item: string): string | undefined =>
    (
      open.find((held) => held.row.kind === 'own' && stateIn(held, item) === 'open') ??
      open.find((held) => held.row.kind === 'report' && (stateIn(held, item) ?? 'open') === 'open')
    )?.row.id;
  const targets = [...new Set(items.map(targetOf))].filter((id) => id !== undefined);
  const joins = targets.map((to) => ({
    items: items.filter((i) => targetOf(i) === to),
    to,
    made: null,
    indicators: [],
  }));
  return [joins, items.filter((item) => targetOf(item) === undefined)];
}

/** Figures asked for beside the items of a report that is given up go with the first of them. */
function withIndicators([first, ...others]: Move[], { row, standing }: Holding, to: string): Move[] {
  if (first) return [{ ...first, indicators: row.indicators }, ...others];
  throw new Refusal('report-submitted', `“${to}” đã nộp báo cáo kỳ này nên không nhận thêm “${standing.name}”.`);
}
