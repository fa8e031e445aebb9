import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { loadCalendar } from '../../db/queries/calendar.ts';
import * as schema from '../../db/schema/index.ts';
import { type Calendar, calendarOf } from '../../domain/calendar.ts';
import { EPOCH_GUARD } from '../../domain/sending.ts';
import { DAY_MS, MINUTE_MS, localDateOf, yearOf } from '../../domain/time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { type Connection, contextOf, type Installation } from './connection.ts';
import { lookedInto } from './mailbox.ts';
import { askMailServer } from './mail-server.ts';
import { sendingOf } from './sending-view.ts';
import { waitingOf } from './sending-waiting.ts';
import { notLive, waitingWords } from './sending-words.ts';
import { withTemporal } from './temporal.ts';
import { checkZalo } from './zalo-check.ts';

export interface Check {
  name: string;
  ok: boolean;
  message: string;
}

/** What a check found, or a reason thrown as an error. */
type Finding = string | { ok: boolean; message: string };

/** From here on the installed packages run: `engines` in package.json. */
const LEAST_NODE = [20, 19] as const;
/** The relay takes a second; whatever waits this long is stuck. */
const STUCK_AFTER = 5 * MINUTE_MS;
/** Beyond this one of the two is wrong, and not only slow to answer. */
const CLOCKS_APART_SECONDS = 60;

async function check(name: string, look: () => Promise<Finding> | Finding): Promise<Check> {
  try {
    const found = await look();
    return { name, ...(typeof found === 'string' ? { ok: true, message: found } : found) };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { name, ok: false, message };
  }
}

/** What needs no running installation. */
export async function checkMachine(nodeVersion: string, now: number): Promise<Check[]> {
  const shipped = calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS);
  return [
    await check('node', () => checkNode(nodeVersion)),
    await check('working-days', () => checkYears([shipped], now)),
  ];
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  return { ok, message: ok ? `Node ${version}.` : `Node ${version}: cần từ ${LEAST_NODE.join('.')} trở lên.` };
}

/** Dates are computed into the next year: its rows have to be there before it begins. */
function checkYears(calendars: Calendar[], now: number): Finding {
  const year = yearOf(localDateOf(now));
  for (const calendar of calendars) {
    for (const one of [year, year + 1]) calendar.isWorkingDay(`${one}-01-01`);
  }
  return `Bảng ngày làm việc có đủ năm ${year} và ${year + 1}.`;
}

/** What stands or falls with the database of a running installation. */
export async function checkDatabase(connection: Connection): Promise<Check[]> {
  return [
    { name: 'postgresql', ok: true, message: 'PostgreSQL trả lời.' },
    await check('clock', () => checkClock(connection)),
    await check('migrations', () => checkTables(connection)),
    await check('role', () => checkRole(connection)),
    await check('published-working-days', () => checkPublished(connection)),
    await check('outbox', () => checkOutbox(connection)),
    await check('reconciler', () => checkOverlooked(connection)),
    await check('sending', () => checkSending(connection)),
    await check('mailbox', () => lookedInto(connection)),
    await check('zalo', () => checkZalo(connection)),
  ];
}

/** What people decide is dated by the clock of this machine; PostgreSQL's is the other one at hand. */
async function checkClock({ database }: Connection): Promise<Finding> {
  const before = Date.now();
  const [row] = await database.inTenant('', (tx) =>
    tx.execute<{ now: number }>(sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`),
  );
  const off = Math.round(((before + Date.now()) / 2 - (row?.now ?? 0)) / 1000);
  const ok = Math.abs(off) <= CLOCKS_APART_SECONDS;
  if (ok) return 'Đồng hồ máy này khớp với PostgreSQL.';
  const which = off > 0 ? 'nhanh' : 'chậm';
  return { ok, message: `Đồng hồ máy này ${which} hơn PostgreSQL ${Math.abs(off)} giây: chỉnh lại giờ của máy sai.` };
}

/** Asks every table for every column that this version knows. */
async function checkTables({ database }: Connection): Promise<Finding> {
  const tables = Object.values<unknown>(schema).filter((value): value is PgTable => is(value, PgTable));
  for (const table of tables) {
    await database
      .inTenant('', (tx) => tx.select().from(table).limit(0))
      .catch(() => {
        throw new Error(`Bảng “${getTableName(table)}” thiếu hoặc đã cũ: chạy “npm run migrate”.`);
      });
  }
  return `${tables.length} bảng đúng phiên bản.`;
}

async function checkRole({ database }: Connection): Promise<Finding> {
  const [row] = await database.inTenant('', (tx) =>
    tx.execute<{ role: string; owned: number }>(
      sql`select current_user as role, count(*)::int as owned from pg_tables
          where schemaname = 'public' and pg_has_role(current_user, tableowner, 'member')`,
    ),
  );
  const { role, owned } = row ?? { role: '', owned: 0 };
  if (owned === 0) return `Vai trò “${role}” không sở hữu bảng nào.`;
  return { ok: false, message: `Vai trò “${role}” sở hữu ${owned} bảng: ứng dụng phải dùng vai trò “dondoc_app”.` };
}

async function checkPublished(connection: Connection): Promise<Finding> {
  const calendars: Calendar[] = [];
  for (const tenant of connection.tenants) {
    const published = await connection.database.inTenant(tenant, loadCalendar);
    if (published) calendars.push(published);
  }
  if (calendars.length === 0) return 'Chưa công bố bảng ngày làm việc nào; dùng bảng kèm theo khi kích hoạt.';
  return checkYears(calendars, Date.now() - connection.installation.clockShift);
}

/** What waits to be told to Temporal, and since when; a row's own age is that of the fact or plan it tells of. */
async function checkOutbox(connection: Connection): Promise<Finding> {
  let waiting = 0;
  let oldest = Infinity;
  for (const tenant of connection.tenants) {
    const [row] = await connection.database.inTenant(tenant, (tx) =>
      tx.execute<{ waiting: number; oldest: number | null }>(
        sql`select count(*)::int as waiting,
              (extract(epoch from min(coalesce(f.at, p.activated_at))) * 1000)::float8 as oldest
            from outbox o
            left join facts f on f.obligation = o.message->>'obligation' and f.sequence = (o.message->>'sequence')::int
            left join plans p on p.id = o.message->>'plan'
            where o.delivered_at is null`,
      ),
    );
    waiting += row?.waiting ?? 0;
    oldest = Math.min(oldest, row?.oldest ?? Infinity);
  }
  if (waiting === 0) return 'Không có lệnh nào chờ chuyển tới Temporal.';
  const age = Date.now() - connection.installation.clockShift - oldest;
  const message = `${waiting} lệnh chờ chuyển tới Temporal, lâu nhất ${Math.max(0, Math.round(age / MINUTE_MS))} phút.`;
  return { ok: age < STUCK_AFTER, message };
}

/** What time should have done by now and the rows do not show: the day before is long past every retry. */
async function checkOverlooked(connection: Connection): Promise<Finding> {
  let unopened = 0;
  let unsent = 0;
  for (const tenant of connection.tenants) {
    const now = contextOf(connection, tenant).now();
    const found = await connection.database.inTenant(tenant, async (tx) => ({
      rows: await tx.execute<{ unopened: number }>(
        sql`select count(*)::int as unopened from obligations
            where opens_on < (${new Date(now).toISOString()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
              and opened_at is null and unreported_at is null and decision = 'none'`,
      ),
      waiting: await waitingOf(tx, now),
    }));
    unopened += found.rows[0]?.unopened ?? 0;
    // What people hold back is not overlooked.
    unsent += found.waiting.filter(({ row, passage }) => passage.kind !== 'hold' && now - row.sendAt > DAY_MS).length;
  }
  if (unopened + unsent === 0) return 'Không có việc nào bị bỏ sót.';
  return { ok: false, message: `${unopened} việc quá ngày mở mà chưa mở, ${unsent} thông báo quá một ngày chưa gửi.` };
}

/** Whether messages leave, and what waits; only what the system stopped by itself asks for a person. */
async function checkSending(connection: Connection): Promise<Finding> {
  const sentences: string[] = [];
  let ok = true;
  for (const tenant of connection.tenants) {
    const view = await sendingOf(contextOf(connection, tenant));
    ok &&= !view.isRestored && !view.stops.some(({ reason }) => reason === EPOCH_GUARD);
    const restraints = notLive(view);
    const words = [...(restraints.length === 0 ? ['Đang gửi thật.'] : restraints), ...waitingWords(view)];
    sentences.push(connection.tenants.length > 1 ? `${tenant}: ${words.join(' ')}` : words.join(' '));
  }
  return { ok, message: sentences.join(' ') || 'Chưa có kế hoạch nào: chưa có gì để gửi.' };
}

/** The two servers that a command itself never talks to. */
export async function checkServers(installation: Installation): Promise<Check[]> {
  return [
    await check('temporal', () => checkTemporal(installation)),
    await check('workflows', () => checkWorkflows(installation)),
    await check('smtp', () => checkSmtp(installation)),
  ];
}

async function checkTemporal(installation: Installation): Promise<Finding> {
  const { temporalAddress, temporalNamespace } = installation;
  return withTemporal(installation, async (client) => {
    await client.workflowService.describeNamespace({ namespace: temporalNamespace }).catch(() => {
      throw new Error(`Temporal tại ${temporalAddress} không có không gian “${temporalNamespace}”.`);
    });
    return `Temporal tại ${temporalAddress} trả lời, có không gian “${temporalNamespace}”.`;
  });
}

/** Workflows that the worker of today cannot go on with: of another release, most often. */
async function checkWorkflows(installation: Installation): Promise<Finding> {
  return withTemporal(installation, async (client) => {
    const query = `TaskQueue = '${installation.taskQueue}' AND TemporalReportedProblems IS NOT NULL`;
    const { count } = await client.workflow.count(query);
    if (count === 0) return 'Không có quy trình nào bị kẹt.';
    const first = await client.workflow.list({ query, pageSize: 1 })[Symbol.asyncIterator]().next();
    const message = `${count} quy trình không đi tiếp được với bộ xử lý đang chạy, như “${first.done ? '' : first.value.workflowId}”: chạy lại phiên bản trước.`;
    return { ok: false, message };
  });
}

const checkSmtp = async (installation: Installation): Promise<Finding> =>
  `Máy chủ thư ${await askMailServer(installation)} trả lời.`;
