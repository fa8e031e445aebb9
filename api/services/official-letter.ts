import { join } from 'node:path';
import type { Transaction } from '../../db/database.ts';
import { loadOrganisations } from '../../db/queries/organisation.ts';
import { includedIn } from '../../domain/matter-contents.ts';
import { isLeftOut } from '../../domain/obligation.ts';
import { letterLead, type OfficialLetter } from '../../domain/official-letter.ts';
import { planNumber } from '../../domain/report-subject.ts';
import { instantAt } from '../../domain/time.ts';
import { groupBy } from '../../domain/group-by.ts';
import { officialLetterDocx } from '../../documents/official-letter.ts';
import type { ServiceContext } from './context.ts';
import { type Holding, holdObligation } from './holding.ts';
import { inOrder, lockedWorkItem, notALetter } from './work-item.ts';
import { writeWhole } from './whole-file.ts';

/**
 * Writes drafts of the công văn that ask for what has not come, one for each matter with all its bodies in it: number,
 * day and signer are blank. Returns the files' paths.
 */
export async function draftLetters(context: ServiceContext, ids: number[], outDir: string): Promise<string[]> {
  const letters = await context.database.inTenant(context.tenant, (tx) => lettersOf(tx, context, ids));
  const paths: string[] = [];
  for (const [index, letter] of letters.entries()) {
    const path = join(outDir, `cong-van-${index + 1}.docx`);
    await writeWhole(path, await officialLetterDocx(letter));
    paths.push(path);
  }
  return paths;
}

/** One letter for each matter, with all bodies of the work items in it. */
export async function lettersOf(tx: Transaction, context: ServiceContext, ids: number[]): Promise<OfficialLetter[]> {
  const holdings: Holding[] = [];
  for (const id of inOrder(ids)) {
    const item = await lockedWorkItem(tx, id);
    if (item.kind !== 'escalation' || item.obligation === null) throw notALetter(item);
    holdings.push(await holdObligation(tx, context, item.obligation));
  }
  const bodies = await loadOrganisations(tx);
  const names = new Map(bodies.map(({ id, name }) => [id, name]));
  const place = new Map(bodies.map(({ id }, index) => [id, index]));
  holdings.sort((a, b) => (place.get(a.row.organisation) ?? 0) - (place.get(b.row.organisation) ?? 0));
  const matters = groupBy(holdings, ({ row }) => `${row.plan}|${row.round ?? ''}|${row.name}`);
  return [...matters.values()].map((group) => letterOf(group, names));
}

function letterOf(group: Holding[], names: Map<string, string>): OfficialLetter {
  const [first] = group;
  if (!first) throw new TypeError('a letter needs a body');
  const { activation, row, now } = first;
  const { document } = activation.plan;
  const consolidation =
    row.consolidationOn === null ? null : instantAt(row.consolidationOn, activation.policy.consolidationTime);
  return {
    ...letterLead(activation),
    plan: { number: planNumber(document), date: document.date, issuer: document.issuer, title: document.title },
    matter: row.name,
    bodies: group.map(({ row: owed, standing }) => ({
      name: names.get(owed.organisation) ?? owed.organisation,
      includes: includedIn(
        owed,
        standing.items.filter(({ state }) => !isLeftOut(state)),
        activation,
      ),
      targetDay: standing.deadline?.targetDay ?? null,
    })),
    asOf: now,
    until: consolidation !== null && consolidation > now ? consolidation : null,
  };
}
