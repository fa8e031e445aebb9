import type { Transaction } from '../../db/database.ts';
import { type Held, lockObligation } from '../../db/queries/obligation.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import type { Activation } from '../../domain/activation.ts';
import { Refusal } from '../../domain/errors.ts';
import type { LadderSubject } from '../../domain/ladder.ts';
import { ladderSubject } from '../../domain/subject.ts';
import type { Instant } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';

/** An obligation held by a command's transaction, with the plan's rules at hand. */
export interface Holding extends Held {
  tx: Transaction;
  now: Instant;
  activation: Activation;
  subject: LadderSubject;
}

/** Locks an obligation until the transaction ends; one that is not there is refused. */
export async function holdObligation(tx: Transaction, context: ServiceContext, id: string): Promise<Holding> {
  const held = await lockObligation(tx, id);
  if (!held) throw new Refusal('obligation-unknown', `Không có việc phải nộp nào mang mã “${id}”.`);
  const activation = await loadActivation(tx, held.row.plan);
  if (!activation) throw new TypeError(`obligation ${id} belongs to no active plan`);
  return { ...held, tx, now: context.now(), activation, subject: ladderSubject(held.row) };
}
