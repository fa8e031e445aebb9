import type { Activation, OwedIndicator } from './activation.ts';
import type { IndicatorOwner, PlanItem } from './plan.ts';
import type { Figure } from './submission.ts';

/** True where one number takes in another: `4.*` stands for all indicators of Objective 4, itself among them. */
export function takesIn(owed: string, no: string): boolean {
  return owed === no || (owed.endsWith('.*') && no.startsWith(owed.slice(0, -1)));
}

/** Who owns an indicator: whom the lead decided on, else whom the plan names. */
export function ownersOf({ plan, schedule }: Pick<Activation, 'plan' | 'schedule'>, no: string): IndicatorOwner[] {
  return plan.objectives
    .flatMap(({ indicators }) => indicators)
    .filter((one) => takesIn(one.no, no))
    .flatMap((one) => schedule.indicators[one.no]?.owners ?? one.owners);
}

/** The first figure for an indicator that is owed neither by one of the items nor as an owner of it, or null. */
export function unowedFigure(
  figures: readonly Figure[],
  items: readonly PlanItem[],
  owned: readonly OwedIndicator[],
): Figure | null {
  const owed = [...items.flatMap(({ indicators }) => indicators), ...owned.map(({ no }) => no)];
  return figures.find(({ indicator }) => !owed.some((no) => takesIn(no, indicator))) ?? null;
}
