/** Where in a file a refused value stands; `line` counts from 1. */
export interface Place {
  file?: string;
  line?: number;
}

/**
 * Something a person asked for that does not fit a rule. The message is one Vietnamese sentence that quotes the value
 * and names the rule: it is shown as it is, by the command line and by the pages.
 */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: string;
  readonly place: Place;

  constructor(code: string, message: string, place: Place = {}) {
    super(message);
    this.code = code;
    this.place = place;
  }
}

/** Closes a `switch` over a closed set: reaching it is a bug in the program, never a user's mistake. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`);
}
