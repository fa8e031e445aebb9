import { expandParties } from '../../domain/party.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { Finding, Party } from '../../domain/plan.ts';
import { undecidedSchedule } from '../../domain/schedule.ts';
import type { LocalDate } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import { namedDate } from './dated.ts';
import { error, note, warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** Duties and indicators of nobody; and, where the organisations are known, parties that no organisation stands for. */
export function partyUnknown(subject: Subject): Finding[] {
  const { plan, organisations } = subject;
  const known = new Set(plan.parties.map(({ id }) => id));
  const items = plan.items
    .filter(({ party }) => !known.has(party))
    .map(({ title, party, source }) =>
      error('party-unknown', `Nhiệm vụ “${title}” giao cho “${party}”, không có trong các đối tượng.`, source),
    );
  const owners = plan.objectives
    .flatMap(({ indicators }) => indicators)
    .flatMap(({ no, owners: all, source }) =>
      all
        .filter(({ party }) => !known.has(party))
        .map(({ party }) =>
          error('party-unknown', `Chỉ tiêu ${no} giao cho “${party}”, không có trong các đối tượng.`, source),
        ),
    );
  if (!organisations) return [...items, ...owners];
  const ids = new Set(organisations.map(({ id }) => id));
  const bodies = bodiesOn(subject, issueDay(subject));
  const unmatched = plan.parties
    .filter((party) => !bodies(party).some(({ id }) => ids.has(id)))
    .map(({ name, source }) =>
      warning('party-unknown', `Không cơ quan nào trong danh sách ứng với “${name}”.`, source),
    );
  return [...items, ...owners, ...unmatched];
}

/** Bodies that end before a round is due. Once the lead has named successors it is worth knowing, no more. */
export function bodyDissolved(subject: Subject): Finding[] {
  const { plan, organisations } = subject;
  if (!organisations) return [];
  const bodies = bodiesOn(subject, issueDay(subject));
  const lastDue = plan.rounds.flatMap(({ name, from, deadline }) => {
    const date = from === 'lead' ? null : namedDate(deadline);
    return date === null ? [] : [{ name, date }];
  });
  return plan.parties.flatMap((party) => {
    const round = lastDue.find(({ date }) => bodies(party).some(({ to }) => to !== null && to < date));
    const ended = round ? bodies(party).filter(({ to }) => to !== null && to < round.date) : [];
    const [first] = ended;
    if (!round || !first?.to) return [];
    const who = ended.length === 1 ? `“${first.name}”` : `${ended.length} cơ quan của “${party.name}”`;
    const fact = `${who} kết thúc hoạt động ${shortDate(first.to)}, trước kỳ “${round.name}” (${shortDate(round.date)})`;
    const succession = subject.schedule?.successions.find(({ party: id, on }) => id === party.id && on <= round.date);
    return [
      succession
        ? note('body-dissolved', `${fact}; đã giao cơ quan kế thừa theo “${succession.basis}”.`, party.source)
        : warning('body-dissolved', `${fact}; cần xác định cơ quan kế thừa.`, party.source),
    ];
  });
}

function issueDay({ plan, schedule }: Subject): LocalDate {
  return plan.document.date ?? schedule?.activatedOn ?? `${plan.document.year}-01-01`;
}

function bodiesOn({ plan, organisations, schedule }: Subject, day: LocalDate): (party: Party) => Organisation[] {
  const expansion = expandParties(plan, organisations ?? [], schedule ?? undecidedSchedule(day), day);
  return ({ id }) => expansion.organisationsOf(id);
}
