import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { rehearseDocument } from '../../../contracts/cli.ts';
import type { DraftFormat } from './round.ts';

export type Rehearsal = z.infer<typeof rehearseDocument>;

/** A folder of rehearsal documents, read when somebody asks: a rehearsal may end while the pages are open. */
export interface RehearsalFolder {
  /** Plans that have a document. */
  plans(): string[];
  /** Null where there is none, or where it can't be read; the reason of the latter is logged by the caller's `warn`. */
  read(plan: string): Rehearsal | null;
  /** Whether a draft of the rehearsed year is there: the document names it, and it lies in the folder. */
  hasDraft(plan: string, index: number, format: DraftFormat): boolean;
  draftFile(plan: string, index: number, format: DraftFormat): Buffer | null;
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Null `dir`: no rehearsals at all. */
export function openRehearsals(dir: string | null, warn: (message: string) => void): RehearsalFolder {
  const known = new Map<string, { readAt: number; document: Rehearsal | null }>();

  const fileOf = (plan: string): string | null => {
    const file = dir !== null && SLUG.test(plan) ? path.join(dir, `${plan}.json`) : null;
    return file !== null && existsSync(file) ? file : null;
  };

  const read = (plan: string): Rehearsal | null => {
    const file = fileOf(plan);
    if (file === null) return null;
    const { mtimeMs } = statSync(file);
    const before = known.get(plan);
    if (before?.readAt === mtimeMs) return before.document;
    const document = parse(file, warn);
    known.set(plan, { readAt: mtimeMs, document });
    return document;
  };

  const draftOf = (plan: string, index: number, format: DraftFormat): string | null => {
    const named = read(plan)?.consolidated[index]?.[format];
    return named !== undefined && dir !== null ? insideOf(dir, named) : null;
  };

  return {
    plans: () =>
      dir === null || !existsSync(dir)
        ? []
        : readdirSync(dir)
            .filter((name) => name.endsWith('.json') && SLUG.test(name.slice(0, -5)))
            .map((name) => name.slice(0, -5))
            .sort(),
    read,
    hasDraft: (plan, index, format) => draftOf(plan, index, format) !== null,
    draftFile: (plan, index, format) => {
      const file = draftOf(plan, index, format);
      return file === null ? null : readFileSync(file);
    },
  };
}

function parse(file: string, warn: (message: string) => void): Rehearsal | null {
  try {
    return rehearseDocument.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    warn(`${file} is not a rehearsal document: ${String(error)}`);
    return null;
  }
}

/** A document is data: a path in it must not lead out of its folder, by dots or by links. */
function insideOf(dir: string, named: string): string | null {
  const file = path.resolve(dir, named);
  if (!existsSync(file)) return null;
  const inside = realpathSync(file).startsWith(realpathSync(dir) + path.sep);
  return inside ? file : null;
}
