/** What `test/global-setup.ts` hands to test files: `inject('postgresOwnerUrl')` and so on. */
declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner's URL without a database name and without a slash: append `/name`. */
    postgresOwnerUrl: string;
    /** host:port of a Temporal server that skips time. */
    temporalAddress: string;
    temporalNamespace: string;
  }
}

export {};
