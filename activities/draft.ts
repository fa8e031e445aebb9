import { createHash } from 'node:crypto';
import { change, CLOCK } from '../db/change.ts';
import type { Transaction } from '../db/database.ts';
import { type SubmissionRow, submissionsOfRound } from '../db/queries/fact.ts';
import { loadActivation, lockRound, type RoundRow, updateRound } from '../db/queries/plan.ts';
import {
  loadReports,
  officialOf,
  ownOfPlan,
  reportsOfRound,
  storeReport,
  submissionsOf,
  toldByOthers,
} from '../db/queries/report.ts';
import { consolidatedDocx } from '../documents/consolidated-docx.ts';
import { consolidatedXlsx } from '../documents/consolidated-xlsx.ts';
import type { Activation } from '../domain/activation.ts';
import { consolidate } from '../domain/consolidate.ts';
import { tellsOwnResults } from '../domain/consolidated-own.ts';
import type { Consolidation } from '../domain/consolidation.ts';
import { isLegible } from '../domain/legible-figure.ts';
import { saysNothingNew } from '../domain/supplement.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Makes the next version of a round's consolidated report, a draft until the report is issued and a supplement after
 * that, and returns its number. Where nothing has come since the last version, that one stands: so an activity that is
 * run again makes no second copy.
 */
export async function draftReport(tx: Transaction, tenant: string, roundId: string, now: Instant): Promise<number> {
  const round = await lockRound(tx, roundId);
  if (!round) throw new TypeError(`round ${roundId} is missing`);
  const previous = await loadReports(tx, roundId);
  const { content, illegible } = await contentOf(tx, round, previous, now);
  const last = previous.at(-1);
  if (last && saysNothingNew(content, last)) return last.version;
  await store(tx, tenant, round, content, now, illegible);
  return content.version;
}

async function contentOf(
  tx: Transaction,
  round: RoundRow,
  previous: Consolidation[],
  now: Instant,
): Promise<{ content: Consolidation; illegible: string[] }> {
  const activation = await loadActivation(tx, round.plan);
  if (!activation) throw new TypeError(`plan ${round.plan} is not active`);
  const issued = round.issuedAt !== null && round.leadObligation !== null;
  // Issued without any draft of ours, it leaves nothing to add to: the whole is told once.
  const kind = round.issuedAt !== null && previous.length > 0 ? 'supplement' : 'draft';
  const apart = await ownOf(tx, round, activation, kind);
  const { submissions, illegible } = legible([...(await submissionsOfRound(tx, round.id)), ...apart.submissions]);
  const content = consolidate({
    activation,
    round,
    kind,
    version: (previous.at(-1)?.version ?? 0) + 1,
    // Made late after an outage, it may hold what came after its hour: it must not claim an hour before that.
    asOf: Math.max(now, ...submissions.map(({ submittedAt }) => submittedAt)),
    follows: issued ? await officialOf(tx, round.leadObligation ?? '') : null,
    reports: await reportsOfRound(tx, round.id),
    own: apart.own,
    toldBefore: apart.toldBefore,
    submissions,
    previous,
  });
  return { content, illegible };
}

/** Without the figures that nobody can read, which are named: one of them must not stand in the way of a whole report. */
function legible(versions: SubmissionRow[]): { submissions: SubmissionRow[]; illegible: string[] } {
  const illegible = versions.flatMap(({ obligation, version, content }) =>
    content.figures
      .filter((figure) => !isLegible(figure))
      .map(({ indicator }) => `${obligation} ${version} ${indicator}`),
  );
  const submissions = versions.map((row) => ({
    ...row,
    content: { ...row.content, figures: row.content.figures.filter(isLegible) },
  }));
  return { submissions, illegible };
}

/**
 * What came of the plan's obligations of no round, where this draft is the one to tell it. A supplement is not: it
 * brings up to date what this round asked for, and what came of the others since is for the next round to tell.
 */
async function ownOf(tx: Transaction, round: RoundRow, activation: Activation, kind: Consolidation['kind']) {
  const own = kind === 'draft' && tellsOwnResults(round, activation) ? await ownOfPlan(tx, round.plan) : [];
  const accepted = own.filter(({ decision }) => decision === 'accepted').map(({ id }) => id);
  return {
    own,
    toldBefore: accepted.length > 0 ? await toldByOthers(tx, round) : new Set<string>(),
    submissions: await submissionsOf(tx, accepted),
  };
}

async function store(
  tx: Transaction,
  tenant: string,
  round: RoundRow,
  content: Consolidation,
  now: Instant,
  illegible: string[],
): Promise<void> {
  const docx = await consolidatedDocx(content);
  const xlsx = await consolidatedXlsx(content);
  const { version, kind, received, expected } = content;
  const entry = {
    tenant,
    at: now,
    actor: CLOCK,
    action: kind === 'supplement' ? 'round.supplemented' : 'round.drafted',
    entity: round.id,
    payload: {
      version,
      received: received.length,
      expected: expected.length,
      docx: digest(docx),
      xlsx: digest(xlsx),
      ...(illegible.length > 0 ? { illegible } : {}),
    },
  };
  await change(tx, entry, async () => {
    await storeReport(tx, { tenant, round: round.id, version, at: now, content, docx, xlsx });
    if (round.draftedAt === null) await updateRound(tx, round.id, { draftedAt: now });
  });
}

const digest = (file: Buffer): string => createHash('sha256').update(file).digest('hex');
