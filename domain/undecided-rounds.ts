import { type Activation, type Derived, type Obligation, reasonOf, type Round } from './activation.ts';
import { tierOf } from './members.ts';
import { recurs } from './occurrence.ts';
import { type ProposedDay, proposedWords, type Undecided, wordsInPlace } from './proposal.ts';
import { type RoundDefinition, roundDefinitions } from './round-definition.ts';
import { TIERS } from './schedule.ts';
import { TIER_LABELS } from './vietnamese.ts';

/** Rounds without a date of anybody's, the plan's or the lead's; and what the lead sends up by a date nobody gave. */
export function undecidedRounds(activation: Activation, years: Derived[]): Undecided[] {
  const definitions = roundDefinitions(activation).map((definition) => ({
    definition,
    held: firstHeld(definition, years),
  }));
  return [
    ...definitions.flatMap(({ definition, held }) => membersDate(activation, definition, held)),
    ...leadDates(
      activation,
      definitions.map(({ held }) => held),
    ),
  ];
}

/** A round's occasions in the first year that has any, with what is owed in them. */
function firstHeld({ id }: RoundDefinition, years: Derived[]): Derived {
  for (const { rounds, obligations } of years) {
    const held = rounds.filter(({ definition }) => definition === id);
    if (held.length > 0) return { rounds: held, obligations };
  }
  return { rounds: [], obligations: [] };
}

function membersDate(activation: Activation, definition: RoundDefinition, held: Derived): Undecided[] {
  const { id, name, deadline, addedOn } = definition;
  const proposed = held.rounds.flatMap((round) => proposedTo(round, held.obligations, activation));
  const isNothingHeld = held.rounds.length === 0;
  // What the lead adds has a date of its own, maybe in a later year; what recurs begins when its words say.
  if (isNothingHeld && (addedOn !== null || recurs(deadline))) return [];
  if (!isNothingHeld && (proposed.length === 0 || activation.schedule.rounds[id]?.asProposed)) return [];
  const isOfPlan = activation.plan.rounds.some((round) => round.id === id);
  const words = deadline.text === '' ? '' : `chỉ nêu “${deadline.text}”, `;
  const fact = isOfPlan
    ? `Kỳ “${name}” ${words}không nêu ngày các đơn vị gửi`
    : `${deadline.text}, kỳ “${name}” là đề xuất`;
  const message = isNothingHeld
    ? `${fact}, và không còn ngày nào để đề xuất sau khi kích hoạt; cần ghi ngày (deadline) hoặc bỏ kỳ (omitted: true) ở “rounds.${id}”.`
    : `${fact}; đề xuất ${proposedWords(proposed)}; cần ghi ngày hoặc asProposed: true ở “rounds.${id}”.`;
  const code = isOfPlan ? 'round-date' : 'round-proposed';
  return [{ code, at: `rounds.${id}`, fact, message, blocks: true, proposed }];
}

const ONE = { of: '', who: '' };

/** Proposed days by level, or one where all levels have the same. */
function proposedTo(round: Round, obligations: Obligation[], { organisations }: Activation): ProposedDay[] {
  const levels = new Map(organisations.map((body) => [body.id, tierOf(body)]));
  const members = obligations.filter((one) => one.round === round.id && !one.upward);
  const dates = TIERS.flatMap((tier) => {
    const date = members.find(({ organisation }) => levels.get(organisation) === tier)?.deadline;
    return date ? [{ tier, date }] : [];
  });
  const [first] = dates;
  const isOne = dates.every(({ date }) => date.deadline.text === first?.date.deadline.text);
  const days = dates.flatMap(({ tier, date }) =>
    date.origin === 'proposal'
      ? [{ ...(isOne ? ONE : { of: tier, who: TIER_LABELS[tier] }), day: date.targetDay, reason: reasonOf(date) }]
      : [],
  );
  return isOne ? days.slice(0, 1) : days;
}

/** By the lead's own report, whatever the number of members' rounds that it consolidates. */
function leadDates({ plan, schedule }: Activation, held: Derived[]): Undecided[] {
  const upward = held.flatMap(({ rounds, obligations }) =>
    rounds.flatMap((round) =>
      obligations.filter((one) => one.round === round.id && one.upward).map((obligation) => ({ round, obligation })),
    ),
  );
  const ids = [...new Set(upward.map(({ obligation }) => upwardId(obligation)))];
  return ids.flatMap((id) => {
    const own = upward.filter(({ obligation }) => upwardId(obligation) === id);
    const proposed = own.flatMap(({ round, obligation: { deadline } }) =>
      deadline?.origin === 'proposal'
        ? [
            {
              ...{ of: round.definition, who: `“${round.name}”` },
              ...{ day: deadline.targetDay, reason: reasonOf(deadline) },
            },
          ]
        : [],
    );
    if (proposed.length === 0 || schedule.rounds[id]?.asProposed) return [];
    const words = plan.rounds.find((round) => round.id === id);
    const fact = words
      ? `“${words.name}” ${wordsInPlace(words.deadline.text)}`
      : `Kế hoạch không nêu ngày cơ quan đầu mối báo cáo ${own[0]?.round.to.join(', ')}`;
    const message = `${fact}; đề xuất ${proposedWords(proposed)}; cần ghi ngày hoặc asProposed: true ở “rounds.${id}”.`;
    return [{ code: 'lead-date', at: `rounds.${id}`, fact, message, blocks: true, proposed }];
  });
}

/** `plan/<upward>/<period>-<round>/<lead>` */
const upwardId = ({ id }: Obligation): string => id.split('/')[1] ?? '';
