import type { PlanItem, Track } from './plan.ts';
import type { Schedule } from './schedule.ts';

/** The track of an item after the lead's decision; what waits for an event awaits whatever its track says. */
export function trackOf(item: PlanItem, schedule: Pick<Schedule, 'items'>): Track {
  const track = schedule.items[item.id]?.track ?? item.track;
  const waits = item.deadline.kind === 'after-event' || item.deadline.kind === 'before-event';
  return track === 'own' && waits ? 'await' : track;
}

/** True for what is told in the reports of a round. */
export const isReported = (item: PlanItem, schedule: Pick<Schedule, 'items'>): boolean =>
  ['line', 'figure'].includes(trackOf(item, schedule));
