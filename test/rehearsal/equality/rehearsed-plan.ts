import { expect } from 'vitest';
import type { Rehearsal } from '../../../dev/rehearsal/rehearse.ts';
import { leadOf } from '../../../domain/activation.ts';
import type { BehaviourName } from '../../../domain/behaviour.ts';
import { derive } from '../../../domain/derivation.ts';
import { isoInstant } from '../../../domain/time.ts';
import { type RealPlan, realPlan } from '../../support/real-plan.ts';
import { rehearseHere } from '../../support/rehearsing.ts';

/** A year of two hundred reports takes about half a minute; a machine that does much else takes several times that. */
export const PATIENCE_MS = 600_000;

/** Rehearses a real plan's first year: equal to the preview in full, and not empty. Says what it came to. */
export async function rehearsed(id: RealPlan, behaviour: BehaviourName): Promise<Rehearsal> {
  const rehearsal = await rehearseHere({ ...realPlan(id), behaviour });
  console.info(rowOf(id, behaviour, rehearsal));
  expect(rehearsal.difference).toEqual([]);
  expect(rehearsal.equalToPreview).toBe(true);
  expect(rehearsal.entries.length).toBeGreaterThan(0);
  return rehearsal;
}

/** Day and rung of what the mail server received on one obligation. */
export const received = ({ entries }: Rehearsal, obligation: string): string[] =>
  entries
    .filter((entry) => entry.obligation === obligation)
    .map(({ at, rung }) => `${isoInstant(at).slice(0, 10)} ${rung}`)
    .sort();

/** Rungs and bodies of everything that came on one day, each once. */
export const receivedOn = ({ entries }: Rehearsal, day: string): string[] => [
  ...new Set(entries.filter(({ at }) => isoInstant(at).startsWith(day)).map(({ rung }) => rung)),
];

/** The drafts of a round as `version day received/expected`. */
export const draftsOf = ({ consolidated }: Rehearsal, round: string): string[] =>
  consolidated
    .filter((report) => report.round === round)
    .map(({ version, at, received: came, expected }) => `${version} ${at.slice(0, 16)} ${came}/${expected}`);

/** Every rung there was. */
export const rungsOf = ({ entries }: Rehearsal): Set<string> => new Set(entries.map(({ rung }) => rung));

/**
 * A row of the table of what a plan comes to: plan, behaviour, parties, items, reports, obligations of their own, entries,
 * letters to members, letters to the lead, workflows, seconds.
 */
function rowOf(
  id: RealPlan,
  behaviour: BehaviourName,
  { entries, envelopes, workflows, realSeconds }: Rehearsal,
): string {
  const { activation, year } = realPlan(id);
  const { obligations } = derive(activation, year);
  const mailboxes = new Set(leadOf(activation).contacts.map(({ email }) => email));
  const toLead = envelopes.filter(({ recipient }) => mailboxes.has(recipient)).length;
  const reports = obligations.filter(({ kind }) => kind === 'report').length;
  const cells = [
    ...[id, behaviour, activation.plan.parties.length, activation.plan.items.length, reports],
    ...[obligations.length - reports, entries.length, envelopes.length - toLead, toLead, workflows, realSeconds],
  ];
  return `| ${cells.join(' | ')} |`;
}
