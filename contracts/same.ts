type Expand<T> = T extends readonly (infer U)[] ? Expand<U>[] : T extends object ? { [K in keyof T]: Expand<T[K]> } : T;

type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * `true` where a schema's output and a domain type are the same, field by field. Mutual assignability would not do: it
 * overlooks an optional field that only one side has.
 */
export type Same<A, B> = Identical<Expand<A>, Expand<B>>;

/** Used as `type _ = Assert<Same<…>>`: drift between a schema and its domain type does not compile. */
export type Assert<T extends true> = T;
