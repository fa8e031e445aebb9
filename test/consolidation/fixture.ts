import { inventedItem, inventedParty, inventedPlan } from '../../importer/invented-plan.ts';
import type { RoundReport, SubmissionVersion } from '../../domain/accepted-content.ts';
import { activationOf } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { consolidate, type ConsolidationInput } from '../../domain/consolidate.ts';
import type { ConsolidatedRound } from '../../domain/consolidated-paper.ts';
import type { Consolidation } from '../../domain/consolidation.ts';
import type { ItemState } from '../../domain/obligation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { Figure, GeneralPart, Submission } from '../../domain/submission.ts';
import { instantAt } from '../../domain/time.ts';
import { WORKING_DAY_ROWS } from '../../domain/working-days.ts';

/** Everything here is invented: province, figures, words. */
export const HEALTH = inventedParty('so-y-te', 'Sở Y tế', 40);
export const SCHOOLS = inventedParty('so-giao-duc', 'Sở Giáo dục và Đào tạo', 44);
export const ROUND = 'an-ha/nam/2026';

export const ROUND_ROW: ConsolidatedRound = {
  ...{ id: ROUND, definition: 'nam', name: 'Báo cáo năm 2026', year: 2026, period: '2026', covers: 'items' },
  ...{ cutOff: null, addressees: ['Ủy ban nhân dân tỉnh'] },
};

/** A plan of two bodies, with three duties told in words. */
export function planWith(changes: Partial<Plan>): Plan {
  const items = ['so-y-te-1', 'so-y-te-2', 'so-giao-duc-1'].map((id) => inventedItem(id, id.slice(0, -2), 41));
  return inventedPlan({ parties: [HEALTH, SCHOOLS], items, ...changes });
}

/** The consolidation of nothing, but for what is given. */
export function made(
  input: Partial<ConsolidationInput>,
  plan = planWith({}),
  decided: Partial<Schedule> = {},
): Consolidation {
  const activation = activationOf({ id: 'an-ha', plan, calendar: calendarOf(1, WORKING_DAY_ROWS), year: 2026 });
  return consolidate({
    activation: { ...activation, schedule: { ...activation.schedule, ...decided } },
    round: ROUND_ROW,
    kind: 'draft',
    version: 1,
    asOf: instantAt('2026-12-01', '16:00'),
    follows: null,
    reports: [],
    own: [],
    toldBefore: new Set(),
    submissions: [],
    previous: [],
    ...input,
  });
}

/** A report that came and was accepted, its items in the states given. */
export function report(organisation: string, items: Record<string, ItemState>): RoundReport {
  return {
    id: `${ROUND}/${organisation}`,
    kind: 'report',
    organisation,
    decision: 'accepted',
    receivedOn: '2026-11-20',
    items: Object.entries(items).map(([id, state]) => ({ id, state })),
    indicators: [],
  };
}

/** An obligation of one item of its own: split off from a report, or of no round. It was accepted. */
export function apart(item: string, organisation: string, state: ItemState = 'accepted'): RoundReport {
  return { ...report(organisation, { [item]: state }), id: `an-ha/${item}/${organisation}`, kind: 'own' };
}

export const silent = (organisation: string): RoundReport => ({
  ...report(organisation, {}),
  decision: 'none',
  receivedOn: null,
});

export function version(
  organisation: string,
  number: number,
  lines: Record<string, string>,
  receivedOn = '2026-11-20',
  general: GeneralPart = { difficulties: null, proposals: null, nextYear: null },
  figures: Figure[] = [],
): SubmissionVersion {
  const content: Submission = {
    format: 'dondoc.submission/1',
    draft: false,
    figures,
    lines: Object.entries(lines).map(([item, text]) => ({ item, text, nothing: false })),
    general,
    official: null,
    doneOn: null,
    product: null,
  };
  return { obligation: `${ROUND}/${organisation}`, version: number, content, receivedOn };
}

/** A version of an obligation of its own, in place of the body's report. */
export function apartVersion(item: string, organisation: string, content: Partial<Submission>): SubmissionVersion {
  const said = version(organisation, 1, {});
  return { ...said, obligation: `an-ha/${item}/${organisation}`, content: { ...said.content, ...content } };
}

export function figure(item: string | null, value: number, scope: string | null = null): Figure {
  return {
    indicator: '1.1',
    item,
    scope,
    numerator: null,
    denominator: null,
    value,
    unit: '%',
    from: null,
    to: null,
    status: 'final',
    source: '',
    note: null,
  };
}

/** Each text behind whose it is and out of which version. */
export function linesOf(c: Consolidation): string[] {
  const lines = c.duties.flatMap((duty) => duty.lines);
  return lines.map(({ text, source }) => `${source.organisation} ${source.submission}: ${text}`);
}
