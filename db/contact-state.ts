import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import {
  bounceContent,
  bounceKey,
  hitEvidence,
  missingContactContent,
  missingContactKey,
  type ReturnedMessage,
} from '../domain/bounce.ts';
import { contactOf, type Organisation } from '../domain/organisation.ts';
import { addressKey, isReachable, type Outage, outagesOf } from '../domain/reachability.ts';
import type { Instant } from '../domain/time.ts';
import { change } from './change.ts';
import type { Transaction } from './database.ts';
import {
  CONTACT_FAILING,
  CONTACT_WORKING,
  contactEvents,
  deleteFailing,
  loadFailing,
  ownersOf,
  storeFailing,
  unusedFailing,
} from './queries/failing-address.ts';
import { loadOrganisations } from './queries/organisation.ts';
import { storeWorkItem, updateWorkItem, type WorkItemRow } from './queries/work-item.ts';
import { workItems } from './schema/index.ts';

/** Messages named in a bounce's work item at most: the ledger has all of them. */
const MOST_EVIDENCE = 40;

/** Who found it out, and when. */
interface Finding {
  tenant: string;
  at: Instant;
  actor: string;
}

/**
 * A message to a contact came back for good, or was refused: the address counts as failing, its bodies as unreachable,
 * and the lead has one work item about it, which gathers the later ones. An address that nobody has any more is none.
 */
export async function contactFailed(
  tx: Transaction,
  { tenant, at, actor }: Finding,
  message: ReturnedMessage,
  envelope: string,
): Promise<void> {
  const { address, sentAt, code, said } = message;
  const owners = await ownersOf(tx, address);
  if (owners.length === 0) return;
  const isNew = await storeFailing(tx, { tenant, address, since: sentAt, code, evidence: said, envelope });
  const finding = { tenant, at, actor };
  for (const { organisation, role } of owners) {
    await note(tx, finding, CONTACT_FAILING, organisation, { role, code, envelope, since: sentAt });
  }
  if (!isNew && (await addEvidence(tx, message))) return;
  const row = { tenant, kind: 'bounce' as const, key: bounceKey(address, at), createdAt: at };
  const organisation = owners[0]?.organisation ?? null;
  await storeWorkItem(tx, { ...row, organisation, content: bounceContent(owners, message) });
}

/** False where no open item tells of the address: somebody closed it, and it fails again. */
async function addEvidence(tx: Transaction, message: ReturnedMessage): Promise<boolean> {
  const [item] = await openBounces(tx, message.address);
  if (!item) return false;
  const { title, evidence } = item.content;
  if (evidence.length < MOST_EVIDENCE) {
    const content = { title, evidence: [...evidence, ...hitEvidence(message)] };
    await tx.update(workItems).set({ content }).where(eq(workItems.id, item.id));
  }
  return true;
}

/**
 * An address works again: a later message to it was confirmed, or a person who closes the work item says so. Whatever
 * is open about it is closed with the reason. False where the address was not failing.
 */
export async function contactWorks(tx: Transaction, finding: Finding, address: string, why: string): Promise<boolean> {
  const failing = await deleteFailing(tx, address);
  await close(tx, await openBounces(tx, address), finding, why);
  if (!failing) return false;
  for (const { organisation, role } of await ownersOf(tx, address)) {
    await note(tx, finding, CONTACT_WORKING, organisation, { role, why });
  }
  return true;
}

/** A body that nobody can be written to: said once, as long as nobody says it is mended. */
export async function contactMissing(
  tx: Transaction,
  { tenant, at }: Finding,
  organisation: { id: string; name: string },
): Promise<void> {
  const key = missingContactKey(organisation.id);
  const content = missingContactContent(organisation.name, at);
  await storeWorkItem(tx, { tenant, kind: 'bounce', key, organisation: organisation.id, createdAt: at, content });
}

/** After the bodies' file was amended: addresses that are gone fail no more, and a body with a new one is reachable. */
export async function contactsChanged(
  tx: Transaction,
  finding: Finding,
  organisations: readonly Organisation[],
  why: string,
): Promise<void> {
  for (const address of await unusedFailing(tx)) await contactWorks(tx, finding, address, why);
  const failing = await loadFailing(tx);
  const outages = outagesOf(await contactEvents(tx));
  for (const body of organisations) {
    const isLasting = outages.get(body.id)?.some(({ to }) => to === null) ?? false;
    const [works, email] = [isReachable(body, failing), contactOf(body, 'focal')?.email];
    if (email) await close(tx, await openItems(tx, eq(workItems.key, missingContactKey(body.id))), finding, why);
    if (works && isLasting) await note(tx, finding, CONTACT_WORKING, body.id, { role: 'focal', why });
    if (!works && !isLasting && email) await note(tx, finding, CONTACT_FAILING, body.id, { role: 'focal', why });
  }
}

/** When nothing reached a body, by its id; of one that has no address to write to, always. */
export async function loadOutages(tx: Transaction): Promise<Map<string, Outage[]>> {
  const outages = outagesOf(await contactEvents(tx));
  for (const body of await loadOrganisations(tx)) {
    if (!contactOf(body, 'focal')?.email) outages.set(body.id, [{ from: -Infinity, to: null }]);
  }
  return outages;
}

const note = (
  tx: Transaction,
  { tenant, at, actor }: Finding,
  action: string,
  organisation: string,
  payload: Record<string, unknown>,
): Promise<void> => change(tx, { tenant, at, actor, action, entity: organisation, payload }, async () => undefined);

const openBounces = (tx: Transaction, address: string): Promise<WorkItemRow[]> =>
  openItems(tx, sql`split_part(${workItems.key}, ' ', 1) = ${addressKey(address)}`);

async function openItems(tx: Transaction, which: SQL): Promise<WorkItemRow[]> {
  return tx
    .select()
    .from(workItems)
    .where(and(eq(workItems.kind, 'bounce'), eq(workItems.state, 'open'), which))
    .orderBy(asc(workItems.id))
    .for('update');
}

async function close(
  tx: Transaction,
  items: WorkItemRow[],
  { tenant, at, actor }: Finding,
  why: string,
): Promise<void> {
  for (const { id } of items) {
    const entry = { tenant, at, actor, action: 'work-item.done', entity: String(id), payload: { why } };
    await change(tx, entry, () =>
      updateWorkItem(tx, id, {
        ...{ state: 'done', decidedAt: at, decidedBy: actor },
        decision: { document: null, reason: why },
      }),
    );
  }
}
