import { change, CLOCK } from '../db/change.ts';
import { contactMissing } from '../db/contact-state.ts';
import type { Transaction } from '../db/database.ts';
import { loadFailing } from '../db/queries/failing-address.ts';
import { type Held, lockObligation, updateObligation } from '../db/queries/obligation.ts';
import { storeNotifications } from '../db/queries/notification.ts';
import { loadOrganisations } from '../db/queries/organisation.ts';
import { type Activation, leadOf } from '../domain/activation.ts';
import { collapseMissed } from '../domain/catch-up.ts';
import { nextBatch } from '../domain/ladder.ts';
import { asksFor, isSettled } from '../domain/obligation.ts';
import { contactOf, isValidOn } from '../domain/organisation.ts';
import { type Recipient, recipientsOf } from '../domain/recipient.ts';
import type { Rung } from '../domain/rung.ts';
import { sendAtOf } from '../domain/slot.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import { asInForce } from '../domain/written-message.ts';
import type { FireInput, FireResult, ObligationActivities } from '../workflows/messages.ts';
import { activationCache } from './activation-cache.ts';
import type { Dependencies } from './dependencies.ts';
import { withCodes } from './failure.ts';

/** Facts of time of one obligation: which rungs were written, and that nobody answered until the round closed. */
export function createObligationActivities({
  database,
  log,
  failpoint,
}: Pick<Dependencies, 'database' | 'log' | 'failpoint'>): ObligationActivities {
  const activations = activationCache();

  async function fire(tx: Transaction, input: FireInput): Promise<FireResult> {
    const held = await lockObligation(tx, input.obligation);
    // The ladder was replaced since: what the workflow holds is about to be told so.
    if (!held || held.row.ladderNumber !== input.ladder) return null;
    const activation = await activations.load(tx, input.tenant, held.row.plan);
    await writeRungs(tx, held, activation, input);
    await markOpened(tx, held, input);
    const last = input.rungs.at(-1);
    if (!input.spent || !last || isSettled(held.standing)) return null;
    return { next: nextBatch(held.ladder.ladder, last, held.row.id, held.standing.deadline, activation).rungs };
  }

  async function fireAndTell(input: FireInput): Promise<FireResult> {
    const result = await database.inTenant(input.tenant, (tx) => fire(tx, input));
    await failpoint?.('rungs-written');
    return result;
  }

  async function close(tx: Transaction, tenant: string, obligation: string, now: Instant): Promise<boolean> {
    const held = await lockObligation(tx, obligation);
    if (!held || isSettled(held.standing)) return true;
    if (held.row.decision !== 'none') return false;
    const entry = { tenant, at: now, actor: CLOCK, action: 'obligation.unreported', entity: obligation, payload: {} };
    await change(tx, entry, () => updateObligation(tx, obligation, { unreportedAt: now }));
    return true;
  }

  return {
    fireRungs: (input) => withCodes(log, 'fireRungs', () => fireAndTell(input)),
    closeObligation: ({ tenant, obligation, now }) =>
      withCodes(log, 'closeObligation', () => database.inTenant(tenant, (tx) => close(tx, tenant, obligation, now))),
  };
}

/** One entry for each rung that the obligation still asks for. */
async function writeRungs(tx: Transaction, held: Held, activation: Activation, input: FireInput): Promise<void> {
  const { row, standing, ladder } = held;
  // Away until the round was over: whoever sent nothing is about to be settled, and hears no more of it.
  if (row.decision === 'none' && row.closesAt !== null && row.closesAt <= input.now) return;
  const due = asInForce(input.rungs, ladder.ladder);
  const wanted = collapseMissed(due, input.now, row.id, activation).filter((rung) =>
    asksFor(rung.id, standing, localDateOf(rung.at)),
  );
  if (wanted.length === 0) return;
  const lead = leadOf(activation);
  const bodies = await loadOrganisations(tx, [row.organisation, lead.id]);
  const body = (id: string): (typeof bodies)[number] | undefined =>
    bodies.find((organisation) => organisation.id === id);
  const own = body(row.organisation);
  const leading = body(lead.id);
  if (!own || !leading) throw new TypeError(`organisations of obligation ${row.id} are missing`);
  const failing = await loadFailing(tx);
  await storeNotifications(
    tx,
    wanted.flatMap((rung) =>
      recipientsOf(rung.id, own, leading, localDateOf(rung.at), activation.policy, failing).map((recipient) =>
        rowOf(input, held, rung, recipient, activation),
      ),
    ),
  );
  // Nothing comes back from a body that nothing goes to: only here is it seen.
  const isUnknown = isValidOn(own, localDateOf(input.now)) && !contactOf(own, 'focal')?.email;
  if (isUnknown) await contactMissing(tx, { tenant: input.tenant, at: input.now, actor: CLOCK }, own);
}

function rowOf(input: FireInput, { row }: Held, rung: Rung, { channel, address }: Recipient, { policy }: Activation) {
  return {
    tenant: input.tenant,
    plan: row.plan,
    obligation: row.id,
    ladder: input.ladder,
    rung: rung.id,
    occurrence: rung.occurrence,
    channel,
    recipient: address,
    organisation: row.organisation,
    sendAt: sendAtOf(rung, address, policy),
  };
}

/** An obligation is open from the first message that tells of its date. */
async function markOpened(tx: Transaction, { row, standing }: Held, input: FireInput): Promise<void> {
  if (row.openedAt !== null || !standing.deadline) return;
  const { tenant, obligation, now } = input;
  const entry = { tenant, at: now, actor: CLOCK, action: 'obligation.opened', entity: obligation, payload: {} };
  await change(tx, entry, () => updateObligation(tx, obligation, { openedAt: now }));
}
