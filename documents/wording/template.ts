import { Liquid, type Template } from 'liquidjs';
import type { VariableName, Values } from './variables.ts';

/** A text in its own words is a page at most. */
export const LONGEST_BODY = 4_000;

/** What a text may do besides naming variables: choose between words. No loop, no file, no variable of its own. */
export const TAGS = ['if', 'unless', 'case'] as const;
export const FILTERS = ['upcase', 'downcase'] as const;

/** The limits are for what a person may paste; the texts that ship are far from them. */
const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // A mapping in place of the file system, with nothing in it.
  templates: {},
  parseLimit: LONGEST_BODY,
  renderLimit: 1_000,
  memoryLimit: 100_000,
});
keepOnly(engine.tags, TAGS);
keepOnly(engine.filters, FILTERS);

function keepOnly(all: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(all)) if (!names.includes(name)) delete all[name];
}

/** Throws the library's error where the text is not of the language. */
export const parseBody = (body: string): Template[] => engine.parse(body);

/** All names that a text uses, in any branch, with what it asks of them: `ngay`, `ngay.size`. */
export const namesIn = (templates: Template[]): string[] => engine.fullVariablesSync(templates);

/** Values are data: what looks like a template in one stays as it is. */
export const renderBody = (templates: Template[], values: Partial<Values<VariableName>>): string =>
  String(engine.renderSync(templates, values));
