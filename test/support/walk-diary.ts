import type { ServiceContext } from '../../api/services/context.ts';
import type { CaughtMail } from '../../dev/inbox/inbox.ts';
import { loadRounds } from '../../db/queries/plan.ts';
import { listObligations, type ObligationRow } from '../../db/queries/obligation.ts';
import { reportsWithFiles } from '../../db/queries/report.ts';
import { type Activation, leadOf } from '../../domain/activation.ts';
import { type Instant, isoInstant, localDateOf, type LocalDate } from '../../domain/time.ts';

/** What the system did on each day, a sentence for each thing. */
export type Diary = Record<LocalDate, string[]>;

/** More bodies than this are counted, not named. */
const NAMED = 4;

/**
 * Reads a year back, from the mail that came and from the rows of the rounds:
 * `before-2 nam: so-y-te, so-tu-phap` to those bodies' own contacts,
 * `late-list nam (focal of the lead): 6 bodies` about them to somebody of the lead,
 * `nam opens: 98 reports`, `nam draft 2 at 10:00: 95 of 98`, `nam supplement 3 at …`, `nam closes`,
 * `nam unreported: so-y-te`.
 */
export async function diaryOf(context: ServiceContext, activation: Activation, mails: CaughtMail[]): Promise<Diary> {
  const rows = await context.database.inTenant(context.tenant, (tx) => listObligations(tx, { plan: activation.id }));
  const sentences = [...messages(activation, rows, mails), ...unreported(rows), ...(await roundsOf(context, rows))];
  const diary: Diary = {};
  for (const { at, sentence } of sentences) (diary[localDateOf(at)] ??= []).push(sentence);
  const days = Object.keys(diary).sort();
  return Object.fromEntries(days.map((day) => [day, diary[day]?.sort() ?? []]));
}

interface Told {
  at: Instant;
  sentence: string;
}

function messages(activation: Activation, rows: ObligationRow[], mails: CaughtMail[]): Told[] {
  const obligations = new Map(rows.map((row) => [row.id, row]));
  const told = mails.flatMap(({ at, to, entries }) =>
    entries.map(({ obligation, rung }) => {
      const row = obligations.get(obligation);
      if (!row) throw new TypeError(`a message came on ${obligation}, which no row knows`);
      const words = `${rung} ${subjectOf(row)}${readerOf(activation, row, to[0] ?? '')}`;
      return { at, words, organisation: row.organisation };
    }),
  );
  return gathered(told);
}

function unreported(rows: ObligationRow[]): Told[] {
  return gathered(
    rows.flatMap((row) =>
      row.unreportedAt === null
        ? []
        : [{ at: row.unreportedAt, words: `${subjectOf(row)} unreported`, organisation: row.organisation }],
    ),
  );
}

/** The same words on the same day about several bodies are one sentence. */
function gathered(told: { at: Instant; words: string; organisation: string }[]): Told[] {
  const groups = new Map<string, { at: Instant; words: string; bodies: string[] }>();
  for (const { at, words, organisation } of told) {
    const key = `${localDateOf(at)}|${words}`;
    const group = groups.get(key) ?? { at, words, bodies: [] };
    group.bodies.push(organisation);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ at, words, bodies }) => ({
    at,
    sentence: `${words}: ${bodies.length > NAMED ? `${bodies.length} bodies` : bodies.sort().join(', ')}`,
  }));
}

/** `nam` for a report in that round, `len-tren on nam` for what the lead sends up on it, else the duty's own name. */
function subjectOf({ id, plan, organisation }: Pick<ObligationRow, 'id' | 'plan' | 'organisation'>): string {
  const parts = id.slice(plan.length + 1).split('/');
  const words = parts.filter((part) => part !== organisation).map((part) => part.replace(/^\d{4}-?/, ''));
  return words.filter((word) => word !== '').join(' on ');
}

/** Said only where it is not the body's own contact. */
function readerOf(activation: Activation, { organisation }: ObligationRow, address: string): string {
  const lead = leadOf(activation);
  for (const body of activation.organisations) {
    const contact = body.contacts.find(({ email }) => email === address);
    if (!contact) continue;
    if (body.id === organisation && contact.role === 'focal') return '';
    return ` (${contact.role} of ${body.id === lead.id ? 'the lead' : body.id})`;
  }
  throw new TypeError(`a message came to ${address}, whom no body knows`);
}

async function roundsOf({ database, tenant }: ServiceContext, obligations: ObligationRow[]): Promise<Told[]> {
  const plan = obligations[0]?.plan;
  return database.inTenant(tenant, async (tx) => {
    const told: Told[] = [];
    for (const round of await loadRounds(tx, plan)) {
      const name = subjectOf({ id: round.id, plan: round.plan, organisation: '' });
      const reports = obligations.filter((row) => row.round === round.id && !row.upward).length;
      if (round.openedAt !== null) told.push({ at: round.openedAt, sentence: `${name} opens: ${reports} reports` });
      for (const { version, at, content } of await reportsWithFiles(tx, round.id)) {
        const { kind, received, expected } = content;
        const time = isoInstant(at).slice(11, 16);
        told.push({ at, sentence: `${name} ${kind} ${version} at ${time}: ${received.length} of ${expected.length}` });
      }
      if (round.closedAt !== null) told.push({ at: round.closedAt, sentence: `${name} closes` });
    }
    return told;
  });
}
