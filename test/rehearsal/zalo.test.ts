import { describe, expect, it } from 'vitest';
import type { Rehearsal } from '../../dev/rehearsal/rehearse.ts';
import type { ReceivedMessage, ZaloFaults } from '../../dev/zalo/zalo.ts';
import { isoInstant } from '../../domain/time.ts';
import { realPlan } from '../support/real-plan.ts';
import { rehearseHere } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { NUMBERS, zaloPlan } from '../support/zalo-plan.ts';

const rehearseSmall = (zalo: ZaloFaults = {}): Promise<Rehearsal> =>
  rehearseHere({
    ...{ activation: zaloPlan(), tenant: SMALL.tenant, year: SMALL.year, behaviour: 'silent' },
    faults: { zalo },
  });

const byZalo = ({ entries }: Rehearsal) => entries.filter(({ channel }) => channel === 'zalo');

describe('a year with messages by Zalo', () => {
  it('is equal to the preview; opening and the last reminder alone, to contacts who have agreed by then', async () => {
    const rehearsal = await rehearseSmall();
    expect(rehearsal.difference).toEqual([]);
    expect(rehearsal.equalToPreview).toBe(true);
    const told = byZalo(rehearsal).map(
      ({ at, rung, recipient, obligation }) => `${isoInstant(at).slice(5, 10)} ${rung} ${recipient} ${obligation}`,
    );
    expect(told.sort()).toEqual(
      [
        `05-15 opening ${NUMBERS['thu-nhat']} ${SMALL.document}`,
        `05-29 opening ${NUMBERS['thu-nhat']} ${SMALL.report('thu-nhat')}`,
        `05-29 opening ${NUMBERS['duoc-de-nghi']} ${SMALL.report('duoc-de-nghi')}`,
        `06-03 before-2 ${NUMBERS['thu-nhat']} ${SMALL.document}`,
        `06-17 before-2 ${NUMBERS['thu-nhat']} ${SMALL.report('thu-nhat')}`,
        `06-17 before-2 ${NUMBERS['thu-hai']} ${SMALL.report('thu-hai')}`,
        `06-17 before-2 ${NUMBERS['duoc-de-nghi']} ${SMALL.report('duoc-de-nghi')}`,
      ].sort(),
    );
  });

  it('finds a message that Zalo lost, and one that came twice, by name', async () => {
    const isFirst = ({ phone }: ReceivedMessage): boolean => phone === NUMBERS['thu-hai'];
    const [lost, twice] = ['swallow', 'twice'].map((kind) => ({
      message: (message: ReceivedMessage) => (isFirst(message) ? { kind: kind as 'swallow' | 'twice' } : null),
    }));
    const entry = `${SMALL.report('thu-hai')}#1#before-2#0`;
    const line = new RegExp(`2025-06-17T\\S+ zalo ${NUMBERS['thu-hai']} \\[?${entry}\\]?$`);
    const without = await rehearseSmall(lost);
    expect(without.equalToPreview).toBe(false);
    expect(without.difference).toHaveLength(2);
    for (const found of without.difference) expect(found).toMatch(line);
    expect(without.difference[0]).toMatch(/^thông báo có trong xem trước, không nhận được: /);
    const double = await rehearseSmall(twice);
    expect(double.difference).toHaveLength(2);
    for (const found of double.difference) expect(found).toMatch(line);
    expect(double.difference[0]).toMatch(/^thông báo nhận được, không có trong xem trước: /);
  });

  it('a real plan: Ngọc Hồi 2023, late, returned and silent ones', { timeout: 600_000 }, async () => {
    const real = realPlan('ngoc-hoi-2023');
    const { schedule, policy } = real.activation;
    const activation = {
      ...real.activation,
      schedule: { ...schedule, policy: { ...schedule.policy, zalo: true } },
      policy: { ...policy, zalo: true },
    };
    const rehearsal = await rehearseHere({ ...real, activation, behaviour: 'mixture' });
    expect(rehearsal.difference).toEqual([]);
    expect(rehearsal.equalToPreview).toBe(true);
    const found = byZalo(rehearsal);
    expect(new Set(found.map(({ rung }) => rung))).toEqual(new Set(['opening', 'before-2']));
    expect(new Set(found.map(({ recipient }) => recipient))).toEqual(
      new Set(['84901000008', '84901000018', '84901000028']),
    );
  });
});
