import { afterEach, describe, expect, it } from 'vitest';
import { storeCalendar } from '../../db/queries/calendar.ts';
import { listPlans, loadRounds } from '../../db/queries/plan.ts';
import { listObligations } from '../../db/queries/obligation.ts';
import type { Rehearsal } from '../../dev/rehearsal/rehearse.ts';
import type { Behaviour } from '../../domain/behaviour.ts';
import { derive, deriveYear } from '../../domain/derivation.ts';
import { instantAt, isoInstant } from '../../domain/time.ts';
import { WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { planWorkflowId } from '../../workflows/messages.ts';
import { realYear } from '../domain-fixture.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { rehearseHere } from '../support/rehearsing.ts';
import { periodicPlan, planBeyondTheTable, YEARLY, yearlyPlan } from '../support/yearly-plan.ts';

/** Four years of some forty reports each. */
const PATIENCE_MS = 600_000;

function expectEqual({ difference, equalToPreview, entries }: Rehearsal): void {
  expect(difference).toEqual([]);
  expect(equalToPreview).toBe(true);
  expect(entries.length).toBeGreaterThan(0);
}

/** Day and rung of what the mail server received on one obligation. */
const received = ({ entries }: Rehearsal, obligation: string): string[] =>
  entries
    .filter((entry) => entry.obligation === obligation)
    .map(({ at, rung }) => `${isoInstant(at).slice(0, 10)} ${rung}`)
    .sort();

describe('Cà Mau, “trước ngày 30 tháng 11 hàng năm”, on the engine', () => {
  const { activation } = realYear('ca-mau-2017');
  const rehearseThrough = (year: number, behaviour: 'in-time' | 'mixture'): Promise<Rehearsal> =>
    rehearseHere({ activation, tenant: 'ubnd-tinh-ca-mau', year, behaviour });

  it(
    'opens each of its years by itself: all from 2017 to 2020 in one go, message for message what the preview says',
    async () => {
      const rehearsal = await rehearseThrough(2020, 'in-time');
      expectEqual(rehearsal);
      const years = [2017, 2018, 2019, 2020];
      expect(rehearsal.consolidated.map(({ round, version }) => `${round} ${version}`)).toEqual(
        years.map((year) => `ca-mau-2017/dinh-ky/${year} 1`),
      );
      expect(rehearsal.consolidated.filter(({ received: came, expected }) => came !== expected)).toEqual([]);
      // The plan, a round a year, and one for each obligation of four years: nothing is started twice.
      expect(rehearsal.workflows).toBe(1 + 4 + derive(activation, 2020).obligations.length);
      expect(rehearsal.open).toEqual([]);
      // The last year, by hand: told for Wednesday 18/11/2020, eight working days before Monday 30/11.
      expect(received(rehearsal, 'ca-mau-2017/dinh-ky/2020/so-noi-vu')).toEqual([
        '2020-10-28 opening',
        '2020-11-09 before-7',
        '2020-11-16 before-2',
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'with late, returned and silent ones: equal over the turn of the year',
    async () => {
      const rehearsal = await rehearseThrough(2018, 'mixture');
      expectEqual(rehearsal);
      expect(rehearsal.consolidated.filter(({ round, version }) => round.endsWith('/2018') && version > 1).length).toBe(
        rehearsal.consolidated.filter(({ round, version }) => round.endsWith('/2017') && version > 1).length,
      );
    },
    PATIENCE_MS,
  );
});

describe('a plan that is reported on every month and every quarter', () => {
  const behaviour: Behaviour = {
    ...{ default: 'silent', lead: 'acts', releases: 'all', events: {} },
    parties: { 'so-mot': 'late-6', 'so-hai': 'returned', 'so-ba': 'in-time' },
  };

  it(
    'opens every period of this year and the next by itself, each under its own name',
    async () => {
      const activation = periodicPlan();
      const rehearsal = await rehearseHere({ activation, tenant: YEARLY.tenant, year: 2026, behaviour });
      expectEqual(rehearsal);
      const derived = derive(activation, 2026);
      // What 2027 asks for apart from its rounds is there since 1/11/2026, and waits.
      const ahead = deriveYear(activation, 2027).obligations.filter(({ round }) => round === null);
      expect(rehearsal.workflows).toBe(1 + derived.rounds.length + derived.obligations.length + ahead.length);
      expect(derived.rounds).toHaveLength(9 + 3 + 12 + 4);
      // December's report is due on 5/1/2027.
      expect(rehearsal.open).toEqual(['so-mot', 'so-hai', 'so-ba'].map((body) => `hang-nam/thang/2026-12/${body}`));
      // For the fifth of the month after, on the fifteenth working day before it, over Tết; late by six.
      expect(received(rehearsal, 'hang-nam/thang/2026-02/so-mot')).toEqual([
        '2026-02-05 opening',
        '2026-02-24 before-7',
        '2026-03-03 before-2',
        '2026-03-06 late-1',
        '2026-03-06 late-list',
        '2026-03-09 late-head',
        '2026-03-10 head-letter',
      ]);
      expect(received(rehearsal, 'hang-nam/danh-sach/so-ba/2026-Q1')).toEqual([
        '2026-02-26 opening',
        '2026-03-10 before-7',
        '2026-03-17 before-2',
      ]);
    },
    PATIENCE_MS,
  );
});

describe('a plan’s workflow', () => {
  let engine: Engine;
  afterEach(() => engine.stop());

  const rowsOf = () =>
    engine.database.inTenant(YEARLY.tenant, async (tx) => ({
      plannedThrough: (await listPlans(tx)).map(({ plannedThrough }) => plannedThrough),
      rounds: (await loadRounds(tx, YEARLY.id)).map(({ id, openedAt, closedAt }) => [
        id,
        openedAt !== null,
        closedAt !== null,
      ]),
      obligations: await listObligations(tx, { plan: YEARLY.id }),
    }));
  const run = async (): Promise<{ id: string; status: string }> => {
    const id = planWorkflowId(engine.idPrefix, YEARLY.tenant, YEARLY.id);
    const { runId, status } = await engine.client.workflow.getHandle(id).describe();
    return { id: runId, status: status.name };
  };

  it('that nobody carried over the turn of a year makes it good: once, and of what is over only that it is', async () => {
    const back = instantAt('2026-02-10', '10:00');
    engine = await startEngine({ activation: yearlyPlan(), startsAt: back, told: false });
    engine.setNow(back);
    await engine.tellAll();
    await engine.goTo(instantAt('2026-02-12', '09:00'));
    const { plannedThrough, rounds, obligations } = await rowsOf();
    expect([plannedThrough, rounds]).toEqual([
      [2026],
      [
        ['hang-nam/giua-nam/2025', true, true],
        ['hang-nam/giua-nam/2026', false, false],
      ],
    ]);
    const reports = obligations.filter(({ kind }) => kind === 'report');
    expect(reports.map(({ id, unreportedAt }) => [id, unreportedAt === null])).toEqual(
      ['so-mot', 'so-hai', 'so-ba'].map((body) => [`hang-nam/giua-nam/2025/${body}`, false]),
    );
    // The round was closed in August: nobody is written to about it any more.
    expect(engine.received('hang-nam/giua-nam/2025/so-hai')).toEqual([]);
    // The lead still owes its report, and is told so once for all the weeks, then on its Wednesday.
    expect(engine.received('hang-nam/gui-cap-tren/2025-giua-nam/dau-moi')).toEqual([
      '2026-02-10 lead-due 1',
      '2026-02-11 lead-due 1',
    ]);
    // January's figures are owed still, February's are not due yet.
    expect(engine.received('hang-nam/so-lieu/so-hai/2026-01')).toEqual([
      '2026-02-10 catch-up 1',
      '2026-02-10 late-head 1',
      '2026-02-10 late-list 1',
    ]);
    await engine.goTo(instantAt('2026-06-01', '10:00'));
    expect(engine.received('hang-nam/so-lieu/so-hai/2026-02')).toEqual([
      '2026-02-10 catch-up 1',
      '2026-02-23 before-2 1',
      '2026-02-26 late-1 1',
      '2026-02-26 late-list 1',
      '2026-02-27 late-head 1',
    ]);
    expect(engine.received('hang-nam/giua-nam/2026/so-hai')).toEqual(['2026-05-29 opening 1']);
    expect((await run()).status).toBe('RUNNING');
  });

  it('goes on with what is planned where the table of working days ends, and plans the rest when it is published', async () => {
    engine = await startEngine({ activation: planBeyondTheTable() });
    const months = async (): Promise<string[]> =>
      (await rowsOf()).obligations.map(({ id }) => id.replace('hang-nam/so-lieu/so-hai/', ''));
    await engine.goTo(instantAt('2027-11-10', '10:00'));
    const first = await run();
    expect([(await rowsOf()).plannedThrough, await months(), first.status]).toEqual([
      [2027],
      ['2027-09', '2027-10', '2027-11'],
      'RUNNING',
    ]);
    expect(engine.received('hang-nam/so-lieu/so-hai/2027-10').at(0)).toBe('2027-10-15 opening 1');
    // It looks every day, and begins anew before its history grows long.
    await engine.goTo(instantAt('2027-12-20', '10:00'));
    const second = await run();
    expect([(await rowsOf()).plannedThrough, second.id === first.id, second.status]).toEqual([
      [2027],
      false,
      'RUNNING',
    ]);
    const { tenant } = YEARLY;
    const of2028 = WORKING_DAY_ROWS.filter(({ date }) => date.startsWith('2027')).map((row) => ({
      ...row,
      date: row.date.replace('2027', '2028'),
    }));
    await engine.database.inTenant(tenant, (tx) =>
      storeCalendar(tx, tenant, [...WORKING_DAY_ROWS, ...of2028], { version: 2, publishedAt: engine.context.now() }),
    );
    await engine.goTo(instantAt('2027-12-23', '10:00'));
    expect([(await rowsOf()).plannedThrough, (await months()).slice(3, 6), (await months()).length]).toEqual([
      [2028],
      ['2027-12', '2028-01', '2028-02'],
      3 + 1 + 11,
    ]);
    expect(engine.received('hang-nam/so-lieu/so-hai/2027-12')).toHaveLength(1);
  });
});
