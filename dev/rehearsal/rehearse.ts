import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import { disagreementLine, reconcile } from '../../activities/reconcile.ts';
import { reportsWithFiles } from '../../db/queries/report.ts';
import { type Activation, activatedAt, type Derived, endOfYear } from '../../domain/activation.ts';
import type { Behaviour } from '../../domain/behaviour.ts';
import { compareEntries, type Entry, type Envelope, type Preview, previewThrough } from '../../domain/preview.ts';
import { DAY_MS, HOUR_MS, instantAt, isoInstant } from '../../domain/time.ts';
import type { InboxFaults } from '../inbox/inbox.ts';
import type { ZaloFaults } from '../zalo/faults.ts';
import { type Bench, type Servers, startBench } from './bench.ts';
import { differenceOf } from './difference.ts';
import { driveYear } from './driver.ts';
import { probeSkipping } from './probe.ts';
import { fromMail, fromZalo, receivedEntries, receivedEnvelopes } from './received.ts';
import { actingStops, closingStops, courseOf } from './stops.ts';

export interface RehearsalOptions {
  activation: Activation;
  derived: Derived;
  behaviour: Behaviour;
  year: number;
  tenant: string;
  /** Drafts are written here; without it they are named but not kept. */
  out?: string | undefined;
  log: Logger;
  progress: (line: string) => void;
  /** Planted faults, for tests: a rehearsal must find each of them. */
  faults?: { inbox?: InboxFaults; zalo?: ZaloFaults; engine?: (activation: Activation) => Activation };
  servers?: Servers;
}

/** One consolidated report as it was made in the rehearsed year. */
export interface RehearsedReport {
  round: string;
  version: number;
  at: string;
  docx: string;
  xlsx: string;
  received: number;
  expected: number;
  missing: string[];
}

export interface Rehearsal {
  entries: Entry[];
  envelopes: Envelope[];
  consolidated: RehearsedReport[];
  equalToPreview: boolean;
  difference: string[];
  open: string[];
  workflows: number;
  virtualDays: number;
  realSeconds: number;
}

/**
 * Runs one year of a plan on the real engine, with its own servers and time skipping, through the same services,
 * activities and mail; then compares what the mail server received with the preview, message for message.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const began = Date.now();
  const { activation, derived, behaviour, year, tenant, log, progress } = options;
  const preview = previewThrough(activation, derived, behaviour, year);
  const stops = [...actingStops(activation, preview.acts), ...closingStops(derived)];
  const startsAt = activatedAt(activation) - HOUR_MS;
  const bench = await startBench({
    log,
    progress,
    startsAt,
    nextInput: courseOf(tenant, derived, stops, year),
    ...(activation.policy.zalo ? { zalo: { tenant, faults: options.faults?.zalo } } : {}),
    ...(options.faults?.inbox ? { faults: options.faults.inbox } : {}),
    ...(options.servers ? { servers: options.servers } : {}),
  });
  try {
    await probeSkipping(bench.connection, bench.namespace, `${bench.idPrefix}probe`);
    progress(`diễn tập ${derived.obligations.length} việc phải nộp của năm ${year}`);
    const engine = options.faults?.engine?.(activation) ?? activation;
    await driveYear(bench, { tenant, activation: engine, derived, year, stops });
    const result = await gather(bench, options, preview);
    const virtualDays = Math.round((endOfYear(year) - startsAt) / DAY_MS);
    return { ...result, virtualDays, realSeconds: Math.round((Date.now() - began) / 100) / 10 };
  } finally {
    await bench.stop();
  }
}

async function gather(bench: Bench, options: RehearsalOptions, preview: Preview) {
  const { tenant, derived, activation, year } = options;
  const inYear = ({ at }: { at: number }): boolean => at >= instantAt(`${year}-01-01`, '00:00');
  const received = [...bench.inbox.received().map(fromMail), ...(await fromZalo(bench, tenant))];
  const entries = receivedEntries(received, preview, derived, activation).sort(compareEntries);
  const envelopes = receivedEnvelopes(received);
  const disagreements = await reconcile(bench.dependencies, tenant);
  const difference = [...differenceOf(preview, entries, envelopes), ...disagreements.map(disagreementLine)];
  const open = await openObligations(bench, tenant, derived);
  const { count } = await bench.client.workflow.count(
    `TaskQueue = '${bench.taskQueue}' AND WorkflowType != 'dispatchWorkflow' AND ExecutionStatus != 'ContinuedAsNew'`,
  );
  return {
    // Compared from the activation on; told for the year that was asked for.
    entries: entries.filter(inYear),
    envelopes: envelopes.filter(inYear),
    consolidated: await rehearsedReports(bench, options),
    // A year without a single message proves nothing about the messages.
    equalToPreview: difference.length === 0 && entries.length > 0,
    difference: entries.length > 0 ? difference : [...difference, 'không có thông báo nào trong năm'],
    open,
    workflows: count,
  };
}

async function openObligations(bench: Bench, tenant: string, derived: Derived): Promise<string[]> {
  const prefix = `${bench.idPrefix}o/${tenant}/`;
  const running = new Set<string>();
  const query = `TaskQueue = '${bench.taskQueue}' AND ExecutionStatus = 'Running' AND WorkflowType = 'obligationWorkflow'`;
  for await (const { workflowId } of bench.client.workflow.list({ query })) running.add(workflowId);
  return derived.obligations.map(({ id }) => id).filter((id) => running.has(prefix + id));
}

async function rehearsedReports(bench: Bench, { tenant, derived, out }: RehearsalOptions): Promise<RehearsedReport[]> {
  const reports: RehearsedReport[] = [];
  for (const round of derived.rounds) {
    const rows = await bench.database.inTenant(tenant, (tx) => reportsWithFiles(tx, round.id));
    for (const { version, at, content, docx, xlsx } of rows) {
      const name = `${round.id.replaceAll('/', '-')}-v${version}`;
      const file = (ending: string): string =>
        out === undefined ? `${name}.${ending}` : path.join(out, `${name}.${ending}`);
      if (out !== undefined) {
        mkdirSync(out, { recursive: true });
        writeFileSync(file('docx'), docx);
        writeFileSync(file('xlsx'), xlsx);
      }
      reports.push({
        round: round.id,
        version,
        at: isoInstant(at),
        docx: file('docx'),
        xlsx: file('xlsx'),
        received: content.received.length,
        expected: content.expected.length,
        missing: content.missing,
      });
    }
  }
  return reports;
}
