import type { Contact } from './organisation.ts';
import type { Instant, LocalDate } from './time.ts';

/** A drafted công văn that asks bodies for what has not come: content only, number, date and signer are a person's. */
export interface OfficialLetter {
  /** As its letters head it. */
  lead: { name: string; parentName: string; place: string; symbol: string };
  plan: { number: string | null; date: LocalDate | null; issuer: string; title: string };
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
