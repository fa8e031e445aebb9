import type { VariableName } from './variables.ts';

/** `line`: a subject, a heading, an entry of a list. `paragraphs`: each line is one. */
export type TextKind = 'line' | 'paragraphs';

/** One text of the catalogue: the words that hold until a lead changes them. */
export interface TextDefinition<Name extends VariableName = VariableName> {
  kind: TextKind;
  /** Where it stands, in Vietnamese, for the official who edits it. */
  use: string;
  body: string;
  /** All it may name. */
  variables: readonly Name[];
  /** What it has to say: a reminder without its date is none. */
  must: readonly Name[];
}

type Rest<Name extends VariableName> = {
  use: string;
  body: string;
  variables?: readonly Name[];
  must?: readonly Name[];
};

/** All on one line. */
export const line = <const Name extends VariableName = never>(text: Rest<Name>): TextDefinition<Name> =>
  define('line', text);

/** One or more paragraphs. */
export const paragraphs = <const Name extends VariableName = never>(text: Rest<Name>): TextDefinition<Name> =>
  define('paragraphs', text);

const define = <Name extends VariableName>(
  kind: TextKind,
  { use, body, variables, must }: Rest<Name>,
): TextDefinition<Name> => ({
  kind,
  use,
  body,
  variables: variables ?? [],
  must: must ?? [],
});
