import { firstYear } from '../domain/activation.ts';
import { ownObligations } from '../domain/own-obligations.ts';
import { successionQuestions } from '../domain/succession-question.ts';
import { everybody } from '../domain/taking-part.ts';
import { count, longDate, lowerFirst } from '../domain/vietnamese.ts';
import { field, type ProposalSubject, quoted, remark, sample } from './proposal-subject.ts';

/** Who takes part of the groups that the plan leaves open; of the others, that all of them do. */
export function groupLines({ activation, schedule }: ProposalSubject): string[] {
  const { plan } = activation;
  const everyone = everybody(activation);
  const ticked = Object.entries(schedule.participants);
  const whole = plan.parties.filter(({ kind, id }) => kind === 'group' && !schedule.participants[id]);
  return [
    ...remark(
      'CƠ QUAN THAM GIA của nhóm mà Kế hoạch không kể hết tên: xóa dòng của cơ quan không tham gia; thêm cơ quan bằng mã của nó trong tệp danh sách cơ quan.',
    ),
    ...whole.flatMap(({ id, name }) =>
      remark(`“${name}”: cả ${count(everyone.organisationsOf(id).length)} cơ quan, không phải chọn.`),
    ),
    ...(ticked.length === 0 ? ['participants: {}'] : ['participants:']),
    ...ticked.flatMap(([id]) => {
      const bodies = everyone.organisationsOf(id);
      const name = plan.parties.find((party) => party.id === id)?.name ?? id;
      return [
        ...remark(name, '  '),
        `  ${field(id)}:${bodies.length === 0 ? ' []' : ''}`,
        ...bodies.map((body) => `    - ${body.id} # ${body.name}`),
      ];
    }),
  ];
}

/** Bodies that end within the first year, and the place to name who comes after them. */
export function successionLines({ activation }: ProposalSubject): string[] {
  const questions = successionQuestions(activation, firstYear(activation));
  const examples = questions.flatMap(({ name, opensOn, id }) => [
    ...remark(`${name}, từ ${opensOn === null ? '' : longDate(opensOn)}: chỉ ghi khi có văn bản.`),
    ...[
      'successions:',
      `  - party: ${id.split('/')[1]?.replace('ke-nhiem-', '') ?? ''}`,
      `    on: ${opensOn ?? ''}`,
      '    organisations: [mã-cơ-quan-kế-nhiệm]',
      "    basis: 'số, ngày của văn bản'",
    ].map(sample),
  ]);
  return [...remark('CƠ QUAN KẾ NHIỆM của cơ quan kết thúc hoạt động trong năm.'), 'successions: []', ...examples];
}

/** Indicators that nobody gives figures for. */
export function indicatorLines({ undecided }: ProposalSubject): string[] {
  const unowned = undecided.filter(({ code }) => code === 'indicator-unowned');
  return [
    ...remark('CƠ QUAN BÁO CÁO CHỈ TIÊU mà văn bản không giao.'),
    'indicators: {}',
    ...unowned.flatMap(({ fact }) => [
      ...remark(`${fact}.`),
      sample('indicators:'),
      sample("  'số của chỉ tiêu': { owners: [{ party: mã-đối-tượng, role: report }], basis: 'căn cứ' }"),
    ]),
  ];
}

/** Events that duties wait for, and the place for those whose day is known already. */
export function eventLines({ activation }: ProposalSubject): string[] {
  const waiting = ownObligations(activation, firstYear(activation)).flatMap(({ deadline, event, name, items }) =>
    deadline === null && event !== null && event !== items[0] ? [{ event, name }] : [],
  );
  const named = new Map(waiting.map((one) => [one.event, one]));
  const day = activation.schedule.activatedOn;
  return [
    ...remark('SỰ KIỆN đã xảy ra hoặc đã biết ngày; sự kiện khác được hỏi khi kích hoạt và đầu mỗi quý.'),
    'events: {}',
    ...(named.size > 0 ? [sample('events:')] : []),
    ...[...named.values()].map(({ event, name }) =>
      sample(`  ${quoted(event)}: { on: ${day}, basis: 'số, ngày của văn bản' } # ${lowerFirst(name)}`),
    ),
  ];
}
