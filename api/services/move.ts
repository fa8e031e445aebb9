import { change } from '../../db/change.ts';
import { enqueue, storeFact } from '../../db/queries/fact.ts';
import {
  addItems,
  lockObligation,
  moveItems,
  storeObligations,
  updateObligation,
} from '../../db/queries/obligation.ts';
import { lockRound, updateRound } from '../../db/queries/plan.ts';
import type { Obligation, OwedIndicator } from '../../domain/activation.ts';
import { Refusal } from '../../domain/errors.ts';
import type { FactKind } from '../../domain/fact.ts';
import { firstLadder } from '../../domain/subject.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import type { ServiceContext } from './context.ts';
import type { Holding } from './holding.ts';

/** Items that leave an obligation, and the one that carries them from now on. */
export interface Move {
  items: string[];
  to: string;
  /** Null where it was there already. */
  made: Obligation | null;
  /** Figures asked for beside those of the items, where they go along. */
  indicators: OwedIndicator[];
}

/** The act that moves: it stands in the history of both sides. */
interface Act {
  kind: FactKind;
  payload: Record<string, unknown>;
  by: string;
}

/** Writes where items go, before they are gone: into obligations made for them, or into one that is there. */
export async function writeMoves(context: ServiceContext, holding: Holding, moves: Move[], act: Act): Promise<void> {
  const { tx, row, now } = holding;
  const { into: _into, request: _request, ...said } = act.payload;
  for (const move of moves) {
    const payload = { ...said, items: move.items, from: row.id, fromOrganisation: row.organisation };
    const received = { ...act, payload };
    const { tenant } = context;
    const action = `obligation.${act.kind}`;
    await change(tx, { tenant, at: now, actor: act.by, action, entity: move.to, payload }, () =>
      move.made ? make(context, holding, move.made, move, received) : join(context, holding, move, received),
    );
    await moveItems(tx, row.id, move.items, move.to);
  }
  const made = moves.filter((move) => move.made).length;
  const round = made > 0 && row.round !== null ? await lockRound(tx, row.round) : null;
  if (round) await updateRound(tx, round.id, { unsettled: (round.unsettled ?? 0) + made });
}

async function make(
  { tenant, idPrefix }: ServiceContext,
  { tx, row, now, activation }: Holding,
  obligation: Obligation,
  { indicators }: Move,
  act: Act,
): Promise<void> {
  const ladder = firstLadder(obligation, activation, now);
  const made = { obligation: { ...obligation, indicators }, ladder, position: row.position };
  const [written] = await storeObligations(tx, tenant, [made], now);
  if (written === undefined) {
    throw new Refusal('obligation-changed', `Việc “${obligation.id}” vừa được người khác tạo, đề nghị thực hiện lại.`);
  }
  await updateObligation(tx, obligation.id, { sequence: 1 });
  await storeFact(tx, { tenant, obligation: obligation.id, sequence: 1, ...act, at: now });
  await enqueue(tx, tenant, obligationWorkflowId(idPrefix, tenant, obligation.id), {
    kind: 'start-obligation',
    obligation: obligation.id,
  });
}

/** What is there already goes on as it was, with more to tell: its next letter counts it in. */
async function join(
  { tenant, idPrefix }: ServiceContext,
  { tx, now }: Holding,
  { to, items, indicators }: Move,
  act: Act,
): Promise<void> {
  const held = await lockObligation(tx, to);
  if (!held) throw new TypeError(`obligation ${to} is missing`);
  const { row, standing } = held;
  const sequence = row.sequence + 1;
  // Two that owe the same duty tell it once.
  const added = items.filter((item) => !standing.items.some(({ id }) => id === item));
  const more = indicators.filter(({ no }) => !row.indicators.some((known) => known.no === no));
  await addItems(tx, tenant, to, added);
  await updateObligation(tx, to, { sequence, indicators: [...row.indicators, ...more] });
  await storeFact(tx, { tenant, obligation: to, sequence, ...act, payload: { ...act.payload, added }, at: now });
  await enqueue(tx, tenant, obligationWorkflowId(idPrefix, tenant, to), {
    kind: 'obligation-fact',
    obligation: to,
    sequence,
    ladder: 0,
    settled: false,
  });
}
