import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import postgres from 'postgres';
import { draftReport } from '../../activities/draft.ts';
import { createObligationActivities } from '../../activities/obligation.ts';
import { buildApp, type AppOptions } from '../../api/app.ts';
import { activatePlan } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { migrateDatabase } from '../../db/migration.ts';
import { listObligations, loadLadder, storeObligations } from '../../db/queries/obligation.ts';
import { loadActivation, updateRound } from '../../db/queries/plan.ts';
import { notifications } from '../../db/schema/index.ts';
import { type Activation, activationOf } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { derive } from '../../domain/derivation.ts';
import { firstLadder } from '../../domain/subject.ts';
import type { Submission } from '../../domain/submission.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { readOrganisationsFile, readPlanFile, readScheduleFile } from '../../importer/plan-file.ts';

export const TENANT = 'ubnd-tinh-son-la';
export const PLAN = 'son-la-2025';
export const YEAR_ROUND = 'son-la-2025/nam/2025';
export const SILENT_LOG = pino({ level: 'silent' });

/** A database of its own for one file, with a clock that the test sets. */
export interface Bench {
  database: Database;
  context: ServiceContext;
  setNow(now: Instant): void;
  app(options?: Partial<AppOptions>): ReturnType<typeof buildApp>;
  stop(): Promise<void>;
}

export async function openBench(ownerUrl: string): Promise<Bench> {
  const name = `api_${randomBytes(6).toString('hex')}`;
  const admin = postgres(`${ownerUrl}/postgres`, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  await migrateDatabase(`${ownerUrl}/${name}`);
  // The role without its password: roles belong to the whole server, and another file may be setting one right now.
  const database = openDatabase(`${ownerUrl}/${name}?role=dondoc_app`, 4);
  let now = instantAt('2025-05-09', '07:30');
  const context = { database, tenant: TENANT, now: () => now, idPrefix: '' };
  return {
    database,
    context,
    setNow: (next) => void (now = next),
    app: (options) =>
      buildApp({
        database,
        now: () => now,
        clockShift: 0,
        inboxUrl: null,
        rehearsalsDir: null,
        log: SILENT_LOG,
        ...options,
      }),
    stop: async () => {
      await database.close();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Sơn La 2025 as its files have it. */
export function sonLa(): Activation {
  return activationOf({
    id: PLAN,
    plan: readPlanFile(`plans/${PLAN}.yaml`),
    organisations: readOrganisationsFile(`plans/organisations/${PLAN}.yaml`),
    schedule: readScheduleFile(`plans/schedules/${PLAN}.yaml`),
    calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS),
  });
}

/** Sơn La 2025 up to the morning after the year's consolidation day: received, late, returned and silent bodies. */
export async function seedSonLa(bench: Bench): Promise<void> {
  const { context } = bench;
  await activatePlan(context, sonLa(), 'Lò Thị Mẫu, chuyên viên Sở Nội vụ');
  await openRound(bench, YEAR_ROUND, instantAt('2025-11-03', '00:10'));
  await fireAll(bench, instantAt('2025-11-21', '00:30'));
  bench.setNow(instantAt('2025-11-21', '10:05'));
  for (const body of ['so-y-te', 'so-tai-chinh', 'so-tu-phap', 'cong-an-tinh']) await send(bench, body, '2025-11-20');
  await accept(context, { obligation: `${YEAR_ROUND}/so-tai-chinh`, by: 'Cầm Thị Khánh, Sở Nội vụ' });
  await returnForWork(
    context,
    { obligation: `${YEAR_ROUND}/so-y-te`, by: 'Lò Thị Mẫu, Sở Nội vụ' },
    { reason: 'Chỉ tiêu 4.2: đề nghị xác nhận mẫu số', until: '2025-11-27', items: null },
  );
  bench.setNow(instantAt('2025-11-26', '14:20'));
  await fireAll(bench, instantAt('2025-11-27', '02:00'));
  await send(bench, 'chi-cuc-thong-ke', '2025-11-25');
  await send(bench, 'so-khoa-hoc-va-cong-nghe', '2025-11-26');
  const drafted = instantAt('2025-11-28', '16:00');
  bench.setNow(drafted);
  await context.database.inTenant(TENANT, (tx) => draftReport(tx, TENANT, YEAR_ROUND, drafted));
  bench.setNow(instantAt('2025-12-01', '09:00'));
}

/** As the round's workflow does on its opening day, without Temporal. */
async function openRound({ context }: Bench, round: string, now: Instant): Promise<void> {
  await context.database.inTenant(TENANT, async (tx) => {
    const activation = await loadActivation(tx, PLAN);
    if (!activation) throw new Error('the plan is not active');
    const list = derive(activation)
      .obligations.map((obligation, position) => ({
        obligation,
        position,
        ladder: firstLadder(obligation, activation),
      }))
      .filter(({ obligation }) => obligation.round === round);
    await storeObligations(tx, TENANT, list, now);
    await updateRound(tx, round, {
      openedAt: now,
      unsettled: list.filter(({ obligation }) => !obligation.upward).length,
    });
  });
}

/** Writes all rungs whose time has come, and counts them as sent. */
async function fireAll({ context, database }: Bench, now: Instant): Promise<void> {
  const activities = createObligationActivities({ database, log: SILENT_LOG });
  const rows = await database.inTenant(TENANT, (tx) => listObligations(tx, { plan: PLAN }));
  for (const { id, ladderNumber } of rows) {
    const ladder = await database.inTenant(TENANT, (tx) => loadLadder(tx, id, ladderNumber));
    for (const rung of ladder?.ladder.rungs.filter(({ wakeAt }) => wakeAt <= now) ?? []) {
      await activities.fireRungs({
        tenant: TENANT,
        obligation: id,
        ladder: ladderNumber,
        rungs: [rung],
        now: rung.wakeAt,
        spent: false,
      });
    }
  }
  await context.database.inTenant(TENANT, (tx) => tx.update(notifications).set({ state: 'sent' }));
}

async function send({ context }: Bench, body: string, receivedOn: string): Promise<void> {
  const content: Submission = {
    format: 'dondoc.submission/1',
    draft: false,
    figures: [],
    lines: [],
    general: { difficulties: null, proposals: null, nextYear: null },
    official: {
      number: '512/BC',
      date: receivedOn,
      signer: 'Quàng Văn Mẫu',
      file: null,
      channel: 'trục liên thông văn bản',
      receivedOn,
    },
    doneOn: null,
    product: null,
  };
  await submit(context, { obligation: `${YEAR_ROUND}/${body}`, by: `văn thư, ${body}` }, content);
}
