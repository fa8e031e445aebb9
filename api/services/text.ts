import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import {
  changedBodies,
  lockText,
  newestTexts,
  storeText,
  type TextRow,
  versionsOfText,
} from '../../db/queries/text.ts';
import { renderLetter } from '../../documents/letter.ts';
import { type SampleChoice, sampleLetter } from '../../documents/letter/sample.ts';
import { printable } from '../../documents/text.ts';
import { wordingOf } from '../../documents/wording.ts';
import { definitionOf, isTextId, TEXT_IDS, type TextId } from '../../documents/wording/catalogue.ts';
import { textFault } from '../../documents/wording/check.ts';
import { type VariableName, VARIABLES } from '../../documents/wording/variables.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Words } from '../../domain/letter.ts';
import type { Instant } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';

/** One text as it stands. */
export interface TextState {
  id: TextId;
  /** Where it stands, for the official who edits it. */
  use: string;
  /** The words in force, and those that ship. */
  body: string;
  default: string;
  variables: { name: VariableName; meaning: string; example: string; must: boolean }[];
  /** The last change by a person, the way back to the default included; null where nobody has touched it. */
  changed: { version: number; at: Instant; by: string; isDefault: boolean } | null;
  /** Why changed words can't be used any more, so that the default holds; null where all is well. */
  fault: string | null;
}

/** All texts in the order of the catalogue. */
export async function listTexts(context: ServiceContext): Promise<TextState[]> {
  const rows = await context.database.inTenant(context.tenant, newestTexts);
  const newest = new Map(rows.map((row) => [row.id, row]));
  return TEXT_IDS.map((id) => stateOf(id, newest.get(id)));
}

export async function showText(context: ServiceContext, id: string): Promise<TextState> {
  const known = knownId(id);
  return context.database.inTenant(context.tenant, async (tx) => stateOf(known, (await versionsOfText(tx, known))[0]));
}

/** Words of the lead's own in place of those in force; checked first, in force from the next letter on. */
export async function setText(
  context: ServiceContext,
  { id, body, by }: { id: string; body: string; by: string },
): Promise<TextState> {
  const known = knownId(id);
  const words = printable(body);
  const fault = textFault(known, words);
  if (fault) throw fault;
  return writeText(context, known, words, by);
}

/** The default again. */
export async function resetText(context: ServiceContext, { id, by }: { id: string; by: string }): Promise<TextState> {
  return writeText(context, knownId(id), null, by);
}

async function writeText(context: ServiceContext, id: TextId, body: string | null, by: string): Promise<TextState> {
  const { tenant } = context;
  return context.database.inTenant(tenant, async (tx) => {
    await lockText(tx, tenant, id);
    const [before] = await versionsOfText(tx, id);
    if ((before?.body ?? null) === body) {
      throw new Refusal('text-unchanged', `Lời của “${id}” đã đúng như vậy: không có gì thay đổi.`);
    }
    const row: TextRow = { tenant, id, version: (before?.version ?? 0) + 1, body, at: context.now(), by };
    await writeLogged(tx, row, before?.body ?? null);
    return stateOf(id, row);
  });
}

async function writeLogged(tx: Transaction, row: TextRow, before: string | null): Promise<void> {
  const { tenant, id, version, body, at, by } = row;
  const action = body === null ? 'text.reset' : 'text.set';
  const entry = { tenant, at, actor: by, action, entity: `text/${id}`, payload: { version, before, after: body } };
  await change(tx, entry, () => storeText(tx, row));
}

/** A letter with invented people in the words in force. */
export async function previewLetter(context: ServiceContext, choice: SampleChoice): Promise<Words> {
  const changed = await context.database.inTenant(context.tenant, changedBodies);
  return renderLetter(sampleLetter(choice), wordingOf(changed));
}

function knownId(id: string): TextId {
  if (isTextId(id)) return id;
  throw new Refusal('text-unknown', `Không có văn bản mẫu “${id}”: xem các mã bằng lệnh text list.`);
}

function stateOf(id: TextId, row: TextRow | undefined): TextState {
  const { use, body, variables, must } = definitionOf(id);
  const own = row?.body ?? null;
  const fault = own === null ? null : textFault(id, own);
  return {
    id,
    use,
    body: own === null || fault ? body : own,
    default: body,
    variables: variables.map((name) => {
      const { meaning, example } = VARIABLES[name];
      return { name, meaning, example, must: must.includes(name) };
    }),
    changed: row ? { version: row.version, at: row.at, by: row.by, isDefault: own === null } : null,
    fault: fault?.message ?? null,
  };
}
