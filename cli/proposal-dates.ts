import { proposedWords, type ProposedDay, type Undecided } from '../domain/proposal.ts';
import { roundDefinitions } from '../domain/round-definition.ts';
import { dayValue, field, type ProposalSubject, remark, sample } from './proposal-subject.ts';

/** Rounds: those that the plan dates as a remark, the others with the day that is accepted and the line to change it. */
export function roundLines({ activation, undecided }: ProposalSubject): string[] {
  const open = undecided.filter(({ at }) => at.startsWith('rounds.'));
  const dated = roundDefinitions(activation).filter(({ id }) => !open.some(({ at }) => at === `rounds.${id}`));
  return [
    ...remark('KỲ BÁO CÁO và ngày cơ quan đầu mối báo cáo lên trên.'),
    ...dated.flatMap(({ name, deadline }) =>
      remark(`“${name}”: Kế hoạch nêu “${deadline.text}”, không phải quyết định.`),
    ),
    ...block('rounds', open, (one) => otherRound(one)),
  ];
}

function otherRound({ code, proposed }: Undecided): string[] {
  const [first] = proposed;
  if (!first) return ['{ deadline: { kind: on-or-before, date: NĂM-THÁNG-NGÀY, text: lý do } }', OMITTED];
  const other = first.of === '' ? `{ deadline: ${dayValue(first.day)} }` : byField(code, proposed);
  return code === 'round-proposed' ? [other, OMITTED] : [other];
}

const OMITTED = '{ omitted: true }';

/** A day for each level, or for each of the members' rounds that the lead reports on. */
function byField(code: Undecided['code'], proposed: readonly ProposedDay[]): string {
  const days = proposed.map(({ of, day }) => `${field(of)}: ${dayValue(day)}`);
  return `{ ${code === 'lead-date' ? 'upward' : 'deadlines'}: { ${days.join(', ')} } }`;
}

/** Duties of their own that the plan does not date. */
export function itemLines({ undecided }: ProposalSubject): string[] {
  const open = undecided.filter(({ code }) => code === 'item-date' || code === 'item-event');
  return [
    ...remark('NHIỆM VỤ có ngày riêng mà Kế hoạch không nêu.'),
    ...block('items', open, ({ code, proposed }) =>
      code === 'item-event'
        ? [
            "{ event: 'tên sự kiện phải chờ' }",
            '{ deadlines: [{ kind: on-or-before, date: NĂM-THÁNG-NGÀY, text: lý do }] }',
          ]
        : [`{ deadlines: [${proposed.map(({ day }) => dayValue(day)).join(', ')}] }`],
    ),
  ];
}

/** Each field with what is proposed, as accepted, and the ways to decide otherwise as remarks beneath. */
function block(name: string, open: readonly Undecided[], others: (one: Undecided) => string[]): string[] {
  if (open.length === 0) return [`${name}: {}`];
  return [
    `${name}:`,
    ...open.flatMap((one) => {
      const id = field(one.at.slice(name.length + 1));
      const proposal = one.proposed.length > 0 ? `; đề xuất ${proposedWords(one.proposed)}` : '; chưa có đề xuất';
      return [
        ...remark(`${one.fact}${proposal}.`, '  '),
        `  ${id}: ${one.proposed.length > 0 ? '{ asProposed: true }' : '{}'}`,
        ...others(one).map((other) => sample(`  ${id}: ${other}`)),
      ];
    }),
  ];
}
