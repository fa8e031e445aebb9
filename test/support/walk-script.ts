import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { actingStops, type Stop } from '../../dev/rehearsal/stops.ts';
import type { Activation, Derived, Obligation } from '../../domain/activation.ts';
import { derive } from '../../domain/derivation.ts';
import type { Submission } from '../../domain/submission.ts';
import { instantAt, type LocalDate } from '../../domain/time.ts';

/** What people do in a walk, always at ten in the morning. Each gives steps of a script, in any order. */
export interface Script {
  /** Ids of the reports of a round, of all bodies or of these. */
  reports: (round: string, ...bodies: string[]) => string[];
  /** ... of all bodies but these. */
  reportsBut: (round: string, ...bodies: string[]) => string[];
  /** Ids of a duty with a date of its own, of all bodies or of these. */
  duty: (item: string, ...bodies: string[]) => string[];
  /** Ids of what the lead sends up on a round. */
  upward: (definition: string, round: string) => string[];
  handIn: (day: LocalDate, obligations: string[]) => Stop[];
  /** Handed in with these words. */
  handInAs: (day: LocalDate, obligations: string[], content: Submission) => Stop[];
  accept: (day: LocalDate, obligations: string[]) => Stop[];
  /** Single items come back, the rest is accepted. */
  returnItems: (day: LocalDate, obligations: string[], items: string[], until: LocalDate) => Stop[];
  /** The lead's report is signed, numbered and gone. */
  issue: (day: LocalDate, obligations: string[]) => Stop[];
  /** Anything else, over the services. */
  does: (day: LocalDate, concerns: Stop['concerns'], act: (context: ServiceContext) => Promise<unknown>) => Stop[];
}

const OFFICIAL = 'chuyên viên đầu mối';
const MEMBER = 'đầu mối của cơ quan';
const ten = (day: LocalDate): number => instantAt(day, '10:00');

export function scriptFor(activation: Activation, year: number): Script {
  const derived = derive(activation, year);
  const each = (
    day: LocalDate,
    obligations: string[],
    act: (context: ServiceContext, id: string) => Promise<unknown>,
  ) => obligations.map((id): Stop => ({ at: ten(day), concerns: [id], act: (context) => act(context, id) }));
  const acts = (kind: 'submit' | 'issue', day: LocalDate, obligations: string[]): Stop[] =>
    actingStops(
      activation,
      obligations.map((obligation) => ({ kind, at: ten(day), obligation })),
    );
  return {
    ...obligationsOf(activation, derived),
    handIn: (day, obligations) => acts('submit', day, obligations),
    issue: (day, obligations) => acts('issue', day, obligations),
    handInAs: (day, obligations, content) =>
      each(day, obligations, (context, obligation) => submit(context, { obligation, by: MEMBER }, content)),
    accept: (day, obligations) =>
      each(day, obligations, (context, obligation) => accept(context, { obligation, by: OFFICIAL })),
    returnItems: (day, obligations, items, until) =>
      each(day, obligations, (context, obligation) =>
        returnForWork(context, { obligation, by: OFFICIAL }, { reason: 'Đề nghị kiểm tra mẫu số.', items, until }),
      ),
    does: (day, concerns, act) => [{ at: ten(day), concerns, act }],
  };
}

function obligationsOf(
  activation: Activation,
  { obligations }: Derived,
): Pick<Script, 'reports' | 'reportsBut' | 'duty' | 'upward'> {
  const idsOf = (what: string, wanted: (one: Obligation) => boolean): string[] => {
    const ids = obligations.filter(wanted).map(({ id }) => id);
    if (ids.length === 0) throw new TypeError(`a script of ${activation.id} asks for ${what}, which nobody owes`);
    return ids;
  };
  const inRound = (round: string, one: Obligation): boolean => !one.upward && one.round?.split('/')[1] === round;
  return {
    reports: (round, ...bodies) =>
      idsOf(round, (one) => inRound(round, one) && (bodies.length === 0 || bodies.includes(one.organisation))),
    reportsBut: (round, ...bodies) => idsOf(round, (one) => inRound(round, one) && !bodies.includes(one.organisation)),
    duty: (item, ...bodies) =>
      idsOf(item, (one) => one.id.split('/')[1] === item && (bodies.length === 0 || bodies.includes(one.organisation))),
    upward: (definition, round) =>
      idsOf(
        definition,
        (one) => one.upward && one.id.split('/')[1] === definition && one.round?.split('/')[1] === round,
      ),
  };
}
