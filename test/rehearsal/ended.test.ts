import { expect, it } from 'vitest';
import { localDateOf } from '../../domain/time.ts';
import { rehearseHere } from '../support/rehearsing.ts';
import { SHARED, sharedPlan } from '../support/shared-plan.ts';

it('a body that ends in the rehearsed year hears nothing from then on, as previewed', async () => {
  const activation = sharedPlan();
  // After the reminder of 17/6, before the late note of 23/6.
  const organisations = activation.organisations.map((body) =>
    body.id === 'so-y-te' ? { ...body, to: '2025-06-20' } : body,
  );
  const { difference, equalToPreview, entries } = await rehearseHere({
    ...{ activation: { ...activation, organisations }, tenant: SHARED.tenant, year: 2025, behaviour: 'silent' },
  });
  expect(difference).toEqual([]);
  expect(equalToPreview).toBe(true);
  const told = (body: string) =>
    entries
      .filter(({ obligation }) => obligation === SHARED.report(body))
      .map(({ at, rung }) => `${localDateOf(at).slice(5)} ${rung}`);
  expect(told('so-y-te')).toEqual(['05-29 opening', '06-10 before-7', '06-17 before-2']);
  expect(told('so-tu-phap')).toContain('06-24 late-head');
});
