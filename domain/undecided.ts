import { type Activation, type Derived, firstYear } from './activation.ts';
import { CalendarYearMissing } from './calendar.ts';
import { deriveYear } from './derivation.ts';
import type { Undecided } from './proposal.ts';
import { undecidedItems } from './undecided-items.ts';
import { undecidedParties } from './undecided-parties.ts';
import { undecidedRounds } from './undecided-rounds.ts';
import { joinWords } from './vietnamese.ts';

/**
 * All that an activation leaves open, in the order in which a person would decide it
 * (docs/decisions/0019-blanks-refuse-activation.md).
 */
export function undecidedOf(activation: Activation): Undecided[] {
  const held = firstYears(activation);
  return [
    ...undecidedRounds(activation, held),
    ...undecidedItems(activation, held[0]),
    ...undecidedParties(activation),
    ...undecidedApproval(activation),
  ];
}

const APPROVAL = { by: 'họ tên người phê duyệt', title: 'chức vụ', basis: 'văn bản làm căn cứ' } as const;

function undecidedApproval({ schedule: { approval } }: Activation): Undecided[] {
  const fields = Object.keys(APPROVAL) as (keyof typeof APPROVAL)[];
  const blank = fields.filter((field) => !approval?.[field].trim());
  if (blank.length === 0) return [];
  const names = joinWords(blank.map((field) => `${APPROVAL[field]} (${field})`));
  const fact = `Chưa ghi ${names}`;
  const message = `${fact} ở “approval”; kế hoạch chỉ được kích hoạt khi có người phê duyệt.`;
  return [{ code: 'approval-missing', at: 'approval', fact, message, blocks: true, proposed: [] }];
}

/** The first year, and the one after it for a plan that was signed too late for the first of its rounds. */
function firstYears(activation: Activation): [Derived, ...Derived[]] {
  const year = firstYear(activation);
  const first = deriveYear(activation, year);
  try {
    return [first, deriveYear(activation, year + 1)];
  } catch (error) {
    // Nobody has entered the working days of the year after yet.
    if (error instanceof CalendarYearMissing) return [first];
    throw error;
  }
}
