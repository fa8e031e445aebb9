import { pino } from 'pino';
import { inject } from 'vitest';
import { type Rehearsal, rehearse, type RehearsalOptions } from '../../dev/rehearsal/rehearse.ts';
import type { Activation } from '../../domain/activation.ts';
import { type Behaviour, type BehaviourName, namedBehaviour } from '../../domain/behaviour.ts';
import { derive } from '../../domain/derivation.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

export const silentLog = pino({ level: 'silent' });

export interface Rehearsing {
  activation: Activation;
  tenant: string;
  year: number;
  behaviour: BehaviourName | Behaviour;
  faults?: RehearsalOptions['faults'];
  /** Done to the database before anything runs on it. */
  prepare?: (database: TestDatabase) => Promise<void>;
}

/** A rehearsal on the shared servers, in a database of its own. */
export async function rehearseHere(rehearsing: Rehearsing): Promise<Rehearsal> {
  const { activation, tenant, year, behaviour, faults } = rehearsing;
  const database = await freshDatabase();
  try {
    await rehearsing.prepare?.(database);
    const derived = derive(activation, year);
    return await rehearse({
      ...{ activation, derived, tenant, year },
      behaviour: typeof behaviour === 'string' ? namedBehaviour(behaviour, derived, activation) : behaviour,
      log: silentLog,
      progress: () => undefined,
      ...(faults ? { faults } : {}),
      servers: serversOf(database),
    });
  } finally {
    await database.drop();
  }
}

/** The shared servers with this database, as a bench takes them. Stopping them is not the bench's affair. */
export function serversOf(database: TestDatabase) {
  return {
    databaseUrl: database.ownerUrl,
    applicationUrl: database.applicationUrl,
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: inject('temporalNamespace'),
    stop: async () => undefined,
  };
}
