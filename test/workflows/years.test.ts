import { describe, expect, it } from 'vitest';
import { realYear } from '../domain-fixture.ts';
import { rehearseHere } from '../support/rehearsing.ts';

const PATIENCE_MS = 600_000;

describe('Cà Mau, “trước ngày 30 tháng 11 hàng năm”, on the engine', () => {
  it(
    'opens each of its years by itself: three in one go, message for message what the preview says',
    async () => {
      const { activation } = realYear('ca-mau-2017');
      const rehearsal = await rehearseHere({
        activation,
        tenant: 'ubnd-tinh-ca-mau',
        year: 2019,
        behaviour: 'in-time',
      });
      console.log(
        rehearsal.difference.slice(0, 20),
        rehearsal.workflows,
        rehearsal.realSeconds,
        rehearsal.entries.length,
        rehearsal.open,
      );
      expect(rehearsal.difference).toEqual([]);
    },
    PATIENCE_MS,
  );
});
