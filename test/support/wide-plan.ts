import { type Activation, activationOf } from '../../domain/activation.ts';
import { SMALL, smallPlan } from './small-plan.ts';

/** Bodies of the wide plan beside those of the small one. */
const MORE = ['thu-tu', 'thu-nam', 'thu-sau', 'thu-bay', 'thu-tam', 'thu-chin'];

/** The small plan with six more members in its round: ten readers on the day that it opens. */
export function widePlan(): Activation {
  const { plan, calendar, schedule } = smallPlan();
  const [pattern] = plan.parties.filter(({ id }) => id === 'thu-ba');
  const [duty] = plan.items.filter(({ id }) => id === 'nhiem-vu-3');
  if (!pattern || !duty) throw new Error('the small plan has changed');
  const parties = MORE.map((id) => ({ ...pattern, id, name: `Sở ${id.replace('-', ' ')}` }));
  const items = MORE.map((party) => ({ ...duty, id: `viec-${party}`, party, title: `${duty.title} (${party})` }));
  const wide = { ...plan, parties: [...plan.parties, ...parties], items: [...plan.items, ...items] };
  const activation = activationOf({ id: SMALL.id, plan: wide, calendar, year: SMALL.year });
  return { ...activation, schedule: { ...activation.schedule, approval: schedule.approval, policy: schedule.policy } };
}
