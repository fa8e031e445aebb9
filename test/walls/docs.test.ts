import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { outputOf } from '../../cli/output.ts';
import { programOf } from '../../cli/program.ts';
import { changedTable, dayChanges } from '../../domain/calendar-table.ts';
import { WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { readCalendarFile, readSubmissionFile } from '../../importer/plan-file.ts';
import { fellTree, plantTree, REPO } from './planted-tree.ts';

const read = (file: string): string => readFileSync(path.join(REPO, file), 'utf8');

const PAGES = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(REPO, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
].sort();

const README = read('README.md');

/** Said of `npx dondoc` without a command. */
const OF_THE_PROGRAM = ['…', '--help'];

/** What stands between fences of one language. */
const blocks = (page: string, language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block);

/** Links and their anchors; what stands in a code block is no link. */
function linksOf(page: string): { file: string; anchor: string | undefined }[] {
  const prose = page.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => ({ file: target.split('#')[0] ?? '', anchor: target.split('#')[1] }));
}

/** As GitHub makes anchors of headings. */
const anchorsOf = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} -]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(PAGES)('%s', (page) => {
  it('links to what is there', () => {
    const dead = linksOf(read(page)).filter(({ file, anchor }) => {
      const target = file === '' ? page : path.join(path.dirname(page), file);
      if (!existsSync(path.join(REPO, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const named = [
      ...read(page).matchAll(/`((?:domain|workflows|activities|api|db|cli|dev|documents|test|plans)\/[\w./-]+)`/g),
    ];
    const missing = named.map(([, file = '']) => file).filter((file) => !existsSync(path.join(REPO, file)));
    expect(missing).toEqual([]);
  });
});

describe('the README', () => {
  it('names only npm scripts that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...README.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(
      ([, run, own]) => run ?? own ?? '',
    );
    expect(new Set(named)).toContain('start');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('tells every command of dondoc, and only options that they take', () => {
    const commands = new Map(leavesOf(programOf(outputOf(false))).map((leaf) => [wordsOf(leaf), leaf]));
    const table = [...README.matchAll(/^\| `([a-z][^|`]*(?:\\\|[^`]*)?)`\s*\|/gm)]
      .map(([, usage = '']) => usage)
      .filter((usage) => commands.has(nameIn(usage)));
    expect(table.map(nameIn).sort()).toEqual([...commands.keys()].sort());
    const walked = [...README.matchAll(/npx dondoc ([^`\n#]+)/g)].map(([, usage = '']) => usage.trim());
    const strange = [...table, ...walked].filter((usage) => {
      const command = commands.get(nameIn(usage));
      if (!command) return !OF_THE_PROGRAM.includes(usage);
      return [...usage.matchAll(/--[a-z-]+/g)].some(([option]) => !command.options.some(({ long }) => long === option));
    });
    expect(walked.length).toBeGreaterThan(5);
    expect(strange).toEqual([]);
  });

  it('tells every setting of the roots', () => {
    const settings = [...read('config.ts').matchAll(/variable: '(\w+)'/g)].map(([, name = '']) => name);
    expect(settings.length).toBeGreaterThan(10);
    expect(settings.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });

  it('has a submission that can be read', async () => {
    const [submission = ''] = blocks(README, 'yaml').filter((block) => block.includes('dondoc.submission/1'));
    const tree = await plantTree({ 'so-y-te.yaml': submission });
    try {
      const { figures, lines } = readSubmissionFile(path.join(tree, 'so-y-te.yaml'));
      expect([figures.map(({ item }) => item), lines.map(({ item }) => item)]).toEqual([['so-y-te-1'], ['so-y-te-2']]);
    } finally {
      await fellTree(tree);
    }
  });
});

it('docs/working-days.md lists every source that a row names', () => {
  const page = read('docs/working-days.md');
  const letters = new Set(WORKING_DAY_ROWS.flatMap(({ source }) => source.match(/\b[A-Z]{1,2}\b|§\d/g) ?? []));
  expect(letters.size).toBeGreaterThan(20);
  const listed = (letter: string): boolean =>
    new RegExp(letter.startsWith('§') ? `^## ${letter}:` : `^\\| ${letter} +\\|`, 'm').test(page);
  expect([...letters].filter((letter) => !listed(letter))).toEqual([]);
});

it('docs/working-days.md shows changes that can be read and published', async () => {
  const examples = blocks(read('docs/working-days.md'), 'yaml');
  expect(examples.length).toBe(3);
  const tree = await plantTree(Object.fromEntries(examples.map((text, index) => [`${index}.yaml`, text])));
  try {
    const changed = examples.map((_, index) =>
      dayChanges(
        WORKING_DAY_ROWS,
        changedTable(WORKING_DAY_ROWS, readCalendarFile(path.join(tree, `${index}.yaml`))),
      ).map(({ date, after }) => `${date} ${after?.kind ?? 'ordinary'}`),
    );
    expect(changed).toEqual([
      ['2026-12-07 swap-off', '2026-12-12 swap-work'],
      ['2026-11-24 holiday'],
      ['2026-11-24 ordinary'],
    ]);
  } finally {
    await fellTree(tree);
  }
});

/** Commands that do something, groups apart. */
function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

/** `plan check` */
function wordsOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${parent.name()} ${command.name()}` : command.name();
}

/** The command that a line of usage begins with: two words for those that stand in a group. */
function nameIn(usage: string): string {
  const [first = '', second = ''] = usage.split(' ');
  return ['plan', 'audit', 'calendar', 'work', 'sending', 'text', 'mailbox', 'zalo'].includes(first)
    ? `${first} ${second}`
    : first;
}
