import type { Template } from 'liquidjs';
import { oneLine } from './letter/blocks.ts';
import { definitionOf, type TextId, type VariableOf } from './wording/catalogue.ts';
import { textFault } from './wording/check.ts';
import { parseBody, renderBody } from './wording/template.ts';
import type { Values } from './wording/variables.ts';

/** The words that hold: a lead's where it has changed them, else those that ship. */
export interface Wording {
  /** A text on one line. */
  line<Id extends TextId>(id: Id, values: Values<VariableOf<Id>>): string;
  /** A text in its paragraphs, each on one line. */
  paragraphs<Id extends TextId>(id: Id, values: Values<VariableOf<Id>>): string[];
}

/**
 * `changed`: bodies by id. One that can't be used, because the catalogue has moved on since it was set, gives way to
 * the default: a letter is never lost for its words. It shows in `text list`.
 */
export function wordingOf(changed: ReadonlyMap<string, string> = new Map()): Wording {
  const parsed = new Map<TextId, Template[]>();

  function templateOf(id: TextId): Template[] {
    const known = parsed.get(id);
    if (known) return known;
    const own = changed.get(id);
    const body = own !== undefined && textFault(id, own) === null ? own : definitionOf(id).body;
    const templates = parseBody(body);
    parsed.set(id, templates);
    return templates;
  }

  return {
    line: (id, values) => oneLine(renderBody(templateOf(id), values)),
    paragraphs: (id, values) =>
      renderBody(templateOf(id), values)
        .split(/\r?\n/)
        .map(oneLine)
        .filter((paragraph) => paragraph !== ''),
  };
}

/** The texts as they ship. */
export const DEFAULT_WORDING: Wording = wordingOf();
