import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import '../provided.ts';
import { statusDocument } from '../../contracts/cli.ts';
import { type Bench, openBench, PLAN, seedSonLa, YEAR_ROUND } from './fixture.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench(inject('postgresOwnerUrl'));
  await seedSonLa(bench);
});

afterAll(() => bench.stop());

describe('GET /api/obligations', () => {
  it('answers in the contract of `dondoc status`', async () => {
    const answer = await bench.app().inject(`/api/obligations?round=${YEAR_ROUND}&state=submitted`);
    expect(answer.statusCode).toBe(200);
    const { obligations } = statusDocument.parse(answer.json());
    expect(obligations.map(({ organisation }) => organisation).sort()).toEqual([
      'chi-cuc-thong-ke',
      'cong-an-tinh',
      'so-khoa-hoc-va-cong-nghe',
      'so-tu-phap',
    ]);
    expect(obligations.find(({ organisation }) => organisation === 'so-tu-phap')).toMatchObject({
      targetDay: '2025-11-24',
      named: '2025-11-25',
      received: '2025-11-20',
      timeliness: 'in-time',
    });
  });
  it('refuses a state that there is not', async () => {
    const answer = await bench.app().inject('/api/obligations?state=late');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({
      error: { code: 'parameter-invalid', message: 'Giá trị của tham số “state” không dùng được.' },
    });
  });
  it('knows no plan that nobody activated', async () => {
    const answer = await bench.app().inject('/api/obligations?plan=khac');
    expect(answer.statusCode).toBe(404);
    expect(answer.json<{ error: { code: string } }>().error.code).toBe('plan-unknown');
  });
  it('takes no writing', async () => {
    expect((await bench.app().inject({ method: 'POST', url: '/api/obligations', payload: {} })).statusCode).toBe(404);
  });
});

describe('GET /api/rounds', () => {
  it('counts what came in', async () => {
    const { rounds } = (await bench.app().inject(`/api/rounds?plan=${PLAN}`)).json<{
      rounds: Record<string, unknown>[];
    }>();
    expect(rounds.find(({ id }) => id === YEAR_ROUND)).toMatchObject({
      plan: PLAN,
      targetDay: '2025-11-24',
      consolidation: '2025-11-28T16:00:00+07:00',
      received: 6,
    });
    expect((await bench.app().inject('/api/rounds?plan=khac')).json()).toEqual({ rounds: [] });
  });
});

describe('GET /readyz', () => {
  it('shows how much Temporal has not been told', async () => {
    const answer = await bench.app().inject('/readyz');
    expect(answer.json()).toMatchObject({ ready: true, database: 'up', outbox: { oldestSeconds: 0, attempts: 0 } });
    expect(answer.json<{ outbox: { waiting: number } }>().outbox.waiting).toBeGreaterThan(5);
  });
});
