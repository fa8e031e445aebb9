import { expect, inject, it } from 'vitest';
import { quietRuntime } from '../../activities/worker.ts';
import { measureHistory } from '../../bench/history-size.ts';

it('an obligation-year leaves no more events than a bare workflow that wakes as often, and few more bytes', async () => {
  quietRuntime();
  const { ours, bare, wakes } = await measureHistory({
    postgresUrl: `${inject('postgresOwnerUrl')}/postgres`,
    temporalAddress: inject('temporalAddress'),
    namespace: inject('temporalNamespace'),
  });
  // Opening, seven and two days before, the morning, late twice, and the close.
  expect(wakes).toBe(7);
  expect(bare.kinds['EVENT_TYPE_MARKER_RECORDED']).toBe(wakes);
  expect(ours.events / bare.events, JSON.stringify({ ours, bare })).toBeLessThanOrEqual(1.1);
  // Measured: 1.098. What is more is the ladder in the input, once; ids of run and queue vary by some bytes.
  expect(ours.bytes / bare.bytes).toBeLessThan(1.12);
});
