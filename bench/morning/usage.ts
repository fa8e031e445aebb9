import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor time, user and system, by who used them. */
export interface Usage {
  /** The process that works on the queue or as Temporal's worker. */
  worker: number;
  /** What moved dates: the API's part. */
  api: number;
  temporal: number;
  postgres: number;
}

export interface Watched {
  worker: number;
  /** Null where the server is not there. */
  temporal: number | null;
  /** The postmaster. */
  postgres: number;
}

/** What the system's clock ticks by; the kernel's own constant on every Linux of today. */
const TICKS_PER_SECOND = 100;

/** Since each process began; null where the system does not tell. */
export function usageOf({ worker, temporal, postgres }: Watched, api: number): Usage | null {
  if (process.platform !== 'linux') return null;
  return {
    worker: own(worker),
    api,
    temporal: temporal === null ? 0 : own(temporal),
    // A server process that has ended is counted by the postmaster that waited for it.
    postgres: own(postgres) + ofEnded(postgres) + childrenOf(postgres).reduce((sum, pid) => sum + own(pid), 0),
  };
}

export const between = (before: Usage, after: Usage): Usage => ({
  worker: after.worker - before.worker,
  api: after.api - before.api,
  temporal: after.temporal - before.temporal,
  postgres: after.postgres - before.postgres,
});

export const total = ({ worker, api, temporal, postgres }: Usage): number => worker + api + temporal + postgres;

/** `/proc/<pid>/stat` behind the program's name, which may itself hold spaces and brackets. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

const seconds = (...ticks: (string | undefined)[]): number =>
  ticks.reduce((sum, count) => sum + Number(count ?? 0), 0) / TICKS_PER_SECOND;

function own(pid: number): number {
  const stat = statOf(pid);
  return seconds(stat[11], stat[12]);
}

function ofEnded(pid: number): number {
  const stat = statOf(pid);
  return seconds(stat[13], stat[14]);
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)[1] === String(parent));
}
