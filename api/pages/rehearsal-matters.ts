import type { PlanNames } from '../routes/reading/names.ts';
import type { Rehearsal } from '../routes/reading/rehearsal.ts';

/** What an obligation of a rehearsal is about, in words. */
export interface Matter {
  /** `Báo cáo năm 2025`, or the title of a duty. */
  name: string;
  body: string;
}

/** Every obligation by its id: a rehearsal document holds ids only. */
export function mattersOf(names: PlanNames, rehearsal: Rehearsal): Map<string, Matter> {
  return new Map(
    rehearsal.obligations.map(({ id, round, items, organisation }) => {
      const item = names.plan?.items.find((duty) => duty.id === items[0]);
      const name = round === null ? (item?.title ?? id) : roundName(names, round);
      return [id, { name, body: bodyName(names, organisation) }];
    }),
  );
}

/** One obligation in a list; an id that the document itself does not explain stands as it is. */
export function matterLine(matters: ReadonlyMap<string, Matter>, id: string): string {
  const matter = matters.get(id);
  return matter ? `${matter.name} (${matter.body})` : id;
}

/** A body by its name, where the plan's files have it. */
export const bodyName = (names: PlanNames, id: string): string =>
  names.organisations.find((body) => body.id === id)?.name ?? id;

/** `son-la-2025/nam/2025` by the name the plan gives to its round `nam`. */
export function roundName({ plan }: PlanNames, id: string): string {
  const [, definition] = id.split('/');
  return plan?.rounds.find((round) => round.id === definition)?.name ?? id;
}
