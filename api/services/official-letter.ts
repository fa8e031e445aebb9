import { join } from 'node:path';
import type { Transaction } from '../../db/database.ts';
import { loadOrganisations } from '../../db/queries/organisation.ts';
import { officialLetters } from '../../domain/missing.ts';
import type { OfficialLetter } from '../../domain/official-letter.ts';
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
  const organisations = new Map((await loadOrganisations(tx)).map((body) => [body.id, body]));
  return officialLetters(holdings, organisations, context.now());
}
