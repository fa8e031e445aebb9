import { type Activation, leadOf } from './activation.ts';
import type { Consolidation } from './consolidation.ts';
import { type Contact, contactOf } from './organisation.ts';
import { reportSymbol } from './report-subject.ts';
import type { Instant, LocalDate } from './time.ts';

/** A drafted công văn that asks bodies for what has not come: content only, number, date and signer are a person's. */
export interface OfficialLetter {
  lead: Consolidation['lead'];
  plan: Consolidation['plan'];
  /** 'Báo cáo năm 2025', or the title of an obligation of its own. */
  matter: string;
  bodies: AskedBody[];
  asOf: Instant;
  /** By when what comes is still in time for the consolidation; null where there is none, or it is over. */
  until: Instant | null;
  /** Whom to ask at the lead. */
  official: Contact | null;
}

export interface AskedBody {
  name: string;
  /** '4 chỉ tiêu', '2 nhiệm vụ' */
  includes: string[];
  /** The last day on which it would have been in time. */
  targetDay: LocalDate | null;
}

/** The lead as its letters head it. */
export function letterLead(activation: Activation): Pick<OfficialLetter, 'lead' | 'official'> {
  const lead = leadOf(activation);
  const parent = activation.organisations.find(({ id }) => id === lead.parent)?.name ?? '';
  const { place } = activation.plan.document;
  return {
    lead: { name: lead.name, parentName: parent, place, symbol: reportSymbol(lead).replace(/^BC-/, '') },
    official: contactOf(lead, 'focal'),
  };
}
