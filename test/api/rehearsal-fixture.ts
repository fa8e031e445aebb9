import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import type { rehearseDocument } from '../../contracts/cli.ts';
import { namedBehaviour } from '../../domain/behaviour.ts';
import { derive } from '../../domain/derivation.ts';
import { previewYear } from '../../domain/preview.ts';
import { isoInstant } from '../../domain/time.ts';
import { PLAN, sonLa } from './fixture.ts';

export type RehearseDocument = z.infer<typeof rehearseDocument>;

/** What a rehearsal of the mixture writes, made from the preview: the pages need no server to be looked at. */
export function rehearsedSonLa(): RehearseDocument {
  const activation = sonLa();
  const derived = derive(activation);
  const { entries, envelopes } = previewYear(activation, derived, namedBehaviour('mixture', derived, activation), 2025);
  return {
    messages: entries.map((entry) => ({ ...entry, at: isoInstant(entry.at) })),
    envelopes: envelopes.map((envelope) => ({ ...envelope, at: isoInstant(envelope.at) })),
    obligations: derived.obligations.map(({ id, kind, organisation, round, items, opensOn, deadline }) => ({
      ...{ id, kind, organisation, round, items, opens: opensOn },
      named: deadline?.namedDay ?? null,
      targetDay: deadline?.targetDay ?? null,
      lateAfter: deadline ? isoInstant(deadline.lateAfter) : null,
      why: deadline?.why ?? [],
    })),
    rounds: derived.rounds.map((round) => ({
      id: round.id,
      opens: round.opensOn,
      consolidation: isoInstant(round.consolidationAt),
    })),
    consolidated: derived.rounds.map((round) => ({
      ...{ round: round.id, at: isoInstant(round.consolidationAt), version: 1 },
      ...{ docx: `${PLAN}-${round.definition}.docx`, xlsx: '/etc/hostname', received: 30, expected: 35, missing: [] },
    })),
    equalToPreview: true,
    difference: [],
    open: derived.obligations.slice(0, 3).map(({ id }) => id),
    workflows: 312,
    virtualDays: 237,
    realSeconds: 41.6,
  };
}

/** A folder with one document in it and the drafts it names. */
export function rehearsalFolder(document: unknown): { dir: string; remove: () => void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-rehearsals-'));
  writeFileSync(path.join(dir, `${PLAN}.json`), JSON.stringify(document));
  writeFileSync(path.join(dir, `${PLAN}-nam.docx`), 'PK draft');
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
