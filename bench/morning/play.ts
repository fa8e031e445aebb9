import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '../../db/database.ts';
import { migrateDatabase } from '../../db/migration.ts';
import { type Inbox, startInbox } from '../../dev/inbox/inbox.ts';
import { type Contender, realOf, type Running, type Stage } from './contender.ts';
import { type Exactness, exactnessOf } from './exactness.ts';
import { type Night, SLOT, TENANT } from './night.ts';
import { seedNight } from './seed.ts';
import { between, type Usage, usageOf } from './usage.ts';

export interface Servers {
  /** The owner's; ends in a slash, a database's name follows. */
  postgresUrl: string;
  temporal: { address: string; namespace: string; pid: number | null } | null;
}

export interface PlayOptions {
  /** The slot opens at a whole multiple of this, as the Schedule of dispatch does. */
  dispatchEverySeconds: number;
  /** Real time from the contender's start to the beginning of the night: everything is to be planned by then. */
  planningMs: number;
}

/** What one contender did in one night. */
export interface Played {
  contender: string;
  /** Seconds to plan all rungs. */
  planning: number;
  /** Of the rungs, written when the slot opened. */
  writtenBefore: number;
  /** Seconds from the opening of the slot to the first and the last mail taken; null where none is sent. */
  morning: { first: number; last: number } | null;
  /** Processor time of the night, from its beginning to the slot, and of the morning; null where it is not known. */
  usage: { night: Usage; morning: Usage } | null;
  /** Null where nothing is sent. */
  exactness: Exactness | null;
  /** Why its numbers should not be used; empty where they may. */
  doubts: string[];
}

/** A morning that has not sent all by then is a failure. */
const PATIENCE_MS = 300_000;
/** A second copy would come by then. */
const AFTERWARDS_MS = 2_000;

type Undo = (() => Promise<unknown> | void)[];

/** Plays one night and its morning with one contender, on a fresh database, in real time. */
export async function play(
  contender: Contender,
  servers: Servers,
  night: Night,
  options: PlayOptions,
): Promise<Played> {
  const undo: Undo = [];
  try {
    const { stage, inbox, postmaster } = await setUp(contender, servers, night, options, undo);
    const running = await contender.start(stage);
    undo.push(() => running.stop());
    const watched = { worker: running.pid, temporal: servers.temporal?.pid ?? null, postgres: postmaster };
    return await playOn(contender, stage, running, inbox, (api) => usageOf(watched, api));
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function playOn(
  contender: Contender,
  stage: Stage,
  running: Running,
  inbox: Inbox,
  usage: (api: number) => Usage | null,
): Promise<Played> {
  const { night } = stage;
  const slot = realOf(SLOT, stage);
  const doubts: string[] = [];
  const began = Date.now();
  await running.schedule();
  const planning = (Date.now() - began) / 1000;
  const dusk = slot - night.restMs - night.nightMs;
  if (Date.now() > dusk) doubts.push('planned only after the night had begun: give it more --planning');
  await until(dusk);
  const atDusk = usage(0);
  await until(dusk + night.nightMs / 2);
  const api = await usedBy(() => running.move());
  if (Date.now() > slot) doubts.push('dates were moved only after the slot had opened: give it a longer --night');
  await until(slot);
  const atSlot = usage(api);
  const writtenBefore = await running.written();
  if (writtenBefore < night.rungs) doubts.push(`${night.rungs - writtenBefore} rungs were written after the slot`);
  const morning = contender.sends ? await morningOf(inbox, night, slot, stage) : null;
  if (!contender.sends) await waitFor(async () => (await running.written()) === night.rungs, 'rows');
  const afterwards = usage(api);
  await sleep(AFTERWARDS_MS);
  return {
    ...{ contender: contender.name, planning, writtenBefore, morning, doubts },
    usage:
      atDusk && atSlot && afterwards ? { night: between(atDusk, atSlot), morning: between(atSlot, afterwards) } : null,
    exactness: contender.sends ? exactnessOf(inbox.received(), night) : null,
  };
}

/** Until every reader has a letter and every letter is settled. */
async function morningOf(
  inbox: Inbox,
  { recipients, rungs }: Night,
  slot: number,
  { application }: Stage,
): Promise<Played['morning']> {
  const entries = (): number => inbox.received().reduce((sum, mail) => sum + mail.entries.length, 0);
  await waitFor(async () => entries() >= rungs, 'entries');
  await waitFor(async () => (await settled(application)) >= recipients, 'settled letters');
  const taken = inbox.received().map(({ receivedAt }) => (receivedAt - slot) / 1000);
  return { first: Math.min(...taken), last: Math.max(...taken) };
}

async function settled(database: Database): Promise<number> {
  const [row] = await database.inTenant(TENANT, (tx) =>
    tx.execute<{ count: number }>(sql`select count(*)::int as count from envelopes where state = 'sent'`),
  );
  return row?.count ?? 0;
}

async function setUp(
  contender: Contender,
  { postgresUrl, temporal }: Servers,
  night: Night,
  { dispatchEverySeconds, planningMs }: PlayOptions,
  undo: Undo,
): Promise<{ stage: Stage; inbox: Inbox; postmaster: number }> {
  const id = `bench-${randomBytes(4).toString('hex')}`;
  const name = id.replace('-', '_');
  const admin = postgres(`${postgresUrl}postgres`, { max: 1, onnotice: () => undefined });
  undo.push(() => admin.end());
  await admin.unsafe(`create database ${name}`);
  undo.push(() => admin.unsafe(`drop database ${name} with (force)`));
  const ownerUrl = `${postgresUrl}${name}`;
  await migrateDatabase(ownerUrl);
  const owner = openDatabase(ownerUrl, 4);
  undo.push(() => owner.close());
  const applicationUrl = `${ownerUrl}?role=dondoc_app`;
  const application = openDatabase(applicationUrl, 8);
  undo.push(() => application.close());
  await seedNight(application, night);
  await admin.unsafe('checkpoint');
  const inbox = await startInbox();
  undo.push(() => inbox.stop());
  const every = dispatchEverySeconds * 1000;
  const slot = Math.ceil((Date.now() + planningMs + night.nightMs + night.restMs) / every) * every;
  const stage: Stage = {
    ...{ night, ownerUrl, owner, applicationUrl, application, dispatchEverySeconds, id },
    smtpUrl: `smtp://127.0.0.1:${inbox.smtpPort}`,
    temporal: contender.needsTemporal ? temporal : null,
    clockShift: slot - SLOT,
  };
  return { stage, inbox, postmaster: await postmasterOf(admin) };
}

/** The process that started the one that serves us. */
async function postmasterOf(admin: postgres.Sql): Promise<number> {
  const [row] = await admin<{ pid: string }[]>`select split_part(pg_read_file('postmaster.pid'), E'\n', 1) as pid`;
  return Number(row?.pid);
}

/** Seconds of processor time that this process used; it does nothing else at night. */
async function usedBy(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function until(instant: number): Promise<void> {
  for (let left = instant - Date.now(); left > 0; left = instant - Date.now()) await sleep(left);
}

async function waitFor(isDone: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isDone())) {
    if (Date.now() > end) throw new Error(`not all ${what} after ${PATIENCE_MS / 1000} s`);
    await sleep(50);
  }
}
