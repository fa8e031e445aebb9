import { type Activation, leadOf, type Obligation } from './activation.ts';
import { groupBy } from './group-by.ts';
import { includedIn } from './matter-contents.ts';
import { isLeftOut, type Standing } from './obligation.ts';
import type { AskedBody, OfficialLetter } from './official-letter.ts';
import { contactOf, type Organisation } from './organisation.ts';
import { planNumber, reportSymbol } from './report-subject.ts';
import { type Instant, instantAt } from './time.ts';

/** An obligation that has not come. */
export interface Missing {
  row: Pick<Obligation, 'plan' | 'round' | 'name' | 'organisation' | 'kind' | 'upward' | 'consolidationOn'>;
  standing: Pick<Standing, 'items' | 'deadline'>;
  activation: Activation;
}

/**
 * One letter for each matter, with all bodies in it that have sent nothing.
 * @param organisations by id, in the order of the tree: bodies stand in it
 */
export function officialLetters(
  missing: readonly Missing[],
  organisations: ReadonlyMap<string, Pick<Organisation, 'name'>>,
  asOf: Instant,
): OfficialLetter[] {
  const place = new Map([...organisations.keys()].map((id, index) => [id, index]));
  const ordered = [...missing].sort(
    (a, b) => (place.get(a.row.organisation) ?? 0) - (place.get(b.row.organisation) ?? 0),
  );
  const matters = groupBy(ordered, ({ row }) => `${row.plan}|${row.round ?? ''}|${row.name}`);
  return [...matters.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { activation, row } = first;
    const { document } = activation.plan;
    return {
      ...letterLead(activation),
      plan: { number: planNumber(document), date: document.date, issuer: document.issuer, title: document.title },
      matter: row.name,
      bodies: group.map((one) => askedBody(one, organisations)),
      asOf,
      until: untilOf(first, asOf),
    };
  });
}

function askedBody(
  { row, standing, activation }: Missing,
  organisations: ReadonlyMap<string, Pick<Organisation, 'name'>>,
): AskedBody {
  const awaited = standing.items.filter(({ state }) => !isLeftOut(state));
  return {
    name: organisations.get(row.organisation)?.name ?? row.organisation,
    includes: includedIn(row, awaited, activation),
    targetDay: standing.deadline?.targetDay ?? null,
  };
}

function untilOf({ row, activation }: Missing, asOf: Instant): Instant | null {
  if (row.consolidationOn === null) return null;
  const consolidation = instantAt(row.consolidationOn, activation.policy.consolidationTime);
  return consolidation > asOf ? consolidation : null;
}

/** The lead as its letters head it. */
function letterLead(activation: Activation): Pick<OfficialLetter, 'lead' | 'official'> {
  const lead = leadOf(activation);
  const parent = activation.organisations.find(({ id }) => id === lead.parent)?.name ?? '';
  const { place } = activation.plan.document;
  return {
    lead: { name: lead.name, parentName: parent, place, symbol: reportSymbol(lead).replace(/^BC-/, '') },
    official: contactOf(lead, 'focal'),
  };
}
