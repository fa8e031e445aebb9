import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BREACHES, GROUND, type Breach } from './breaches.ts';
import { fellTree, plantTree, REPO, runCheck } from './planted-tree.ts';

interface Cruise {
  summary: { violations: { from: string; rule: { name: string }; cycle?: { name: string }[] }[] };
}

const cruise = (root: string): Cruise =>
  runCheck(root, 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['.', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  ]) as Cruise;

/** Which walls a file ran into; a loop is reported once, from any of its files. */
const hits = (result: Cruise, file: string): string[] => {
  const of = result.summary.violations.filter((v) => v.from === file || v.cycle?.some((step) => step.name === file));
  return [...new Set(of.map((v) => v.rule.name))];
};

/**
 * Two breaches may stand in the same file (worker.ts can only be one file), so they are planted in rounds, each file
 * once a round. One cruise a round is far quicker than one a breach.
 */
function rounds(): Breach[][] {
  const result: Breach[][] = [];
  for (const breach of BREACHES) {
    const free = result.find((round) => round.every((other) => other.at !== breach.at));
    if (free) free.push(breach);
    else result.push([breach]);
  }
  return result;
}

describe('the walls of docs/architecture.md', () => {
  const trees: string[] = [];
  const cruised = new Map<Breach, { breach: Cruise; twin: Cruise }>();

  beforeAll(async () => {
    for (const round of rounds()) {
      const [breachTree, twinTree] = await Promise.all(
        (['breach', 'twin'] as const).map((kind) =>
          plantTree({ ...GROUND, ...Object.fromEntries(round.map((b) => [b.at, b[kind]])) }),
        ),
      );
      trees.push(breachTree ?? '', twinTree ?? '');
      const both = { breach: cruise(breachTree ?? ''), twin: cruise(twinTree ?? '') };
      for (const breach of round) cruised.set(breach, both);
    }
  });

  afterAll(async () => {
    await Promise.all(trees.map(fellTree));
  });

  it.each(BREACHES.map((b) => [b.rule, b.at, b] as const))('%s stops %s', (rule, at, breach) => {
    const result = cruised.get(breach);
    expect(result && hits(result.breach, at)).toContain(rule);
  });

  it.each(BREACHES.map((b) => [b.rule, b.at, b] as const))('%s lets the clean twin of %s pass', (_rule, at, breach) => {
    const result = cruised.get(breach);
    expect(result && hits(result.twin, at)).toEqual([]);
  });

  it('finds nothing to say about the ground that breaches are planted in', () => {
    for (const { twin } of cruised.values()) expect(twin.summary.violations).toEqual([]);
  });

  it('has a planted breach for every rule', () => {
    const settings = createRequire(import.meta.url)(path.join(REPO, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string; severity: string }[];
    };
    expect(settings.forbidden.filter((rule) => rule.severity !== 'error')).toEqual([]);
    expect([...new Set(BREACHES.map((b) => b.rule))].sort()).toEqual(
      settings.forbidden.map((rule) => rule.name).sort(),
    );
  });
});
