import { type Activation, leadOf, type Round } from './activation.ts';
import type { Consolidation } from './consolidation.ts';
import { lawfulCutOff } from './cut-off.ts';
import { nameKey } from './party.ts';
import { documentsTitle, planNumber, reportSymbol, reportTitle } from './report-subject.ts';
import { roundDefinitions } from './round-definition.ts';

/** What a report says of the round that it consolidates. */
export type ConsolidatedRound = Pick<Round, 'id' | 'definition' | 'name' | 'year' | 'period' | 'covers' | 'cutOff'> & {
  addressees: string[];
};

type Paper = Pick<Consolidation, 'covers' | 'title' | 'year' | 'plan' | 'lead' | 'addressees' | 'cutOff' | 'periodEnd'>;

/** Title and letterhead: whose report on what, to whom, and of which days. */
export function paperOf(activation: Activation, round: ConsolidatedRound): Paper {
  const { document } = activation.plan;
  const lead = leadOf(activation);
  const kind = roundDefinitions(activation).find(({ id }) => id === round.definition)?.kind;
  const parent = activation.organisations.find(({ id }) => id === lead.parent)?.name ?? document.issuer;
  return {
    covers: round.covers,
    title: round.covers === 'document' ? documentsTitle(document, round.name) : reportTitle(document, round.name),
    year: round.year,
    plan: { number: planNumber(document), date: document.date, issuer: document.issuer, title: document.title },
    lead: {
      name: lead.name,
      // A People's Committee that leads its own plan stands under nobody.
      parentName: nameKey(parent) === nameKey(lead.name) ? '' : parent,
      place: document.place,
      symbol: reportSymbol(lead),
    },
    addressees: addresseesOf(round.addressees, activation, lead.name),
    cutOff: round.cutOff,
    periodEnd: kind ? lawfulCutOff(kind, round.period) : null,
  };
}

/** By name. What the members send to the lead and the lead sends to nobody is for those who head it. */
function addresseesOf(addressees: readonly string[], { organisations, plan }: Activation, lead: string): string[] {
  const bodies = [...organisations, ...plan.parties];
  const names = addressees.map((to) => bodies.find(({ id }) => id === to)?.name ?? to);
  const others = names.filter((name) => nameKey(name) !== nameKey(lead));
  return others.length > 0 ? others : [headsOf(lead)];
}

/** Those who head the lead: what goes no further goes to them. */
export const headsOf = (lead: string): string => `Lãnh đạo ${lead}`;
