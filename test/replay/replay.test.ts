import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkflowBundle } from '../../activities/bundle.ts';
import { quietRuntime } from '../../activities/worker.ts';
import { MEMBERS, PEOPLE, PLAN, REASON } from '../../bench/invented-year.ts';
import { readHistory, recordedNames, SCENARIOS, wordsOf } from '../workflows/recording/histories.ts';

/** `npx tsx test/workflows/recording/record.ts` writes them anew, after a change that is meant. */
const NAMES = recordedNames();

describe('every recorded history', () => {
  let code: string;
  beforeAll(async () => {
    quietRuntime();
    code = await buildWorkflowBundle();
  });

  it('is there for each course that a workflow can take, and none is left unnamed', () => {
    expect(NAMES).toEqual([...SCENARIOS].sort());
  });

  it.each(NAMES)('%s takes the same course in the workflows of today', async (name) => {
    await Worker.runReplayHistory({ workflowBundle: { code } }, readHistory(name), name);
  });
});

describe('what a history says', () => {
  /** The SDK signs with its own name, `@temporalio/worker@…`. */
  const said = (name: string): string[] =>
    wordsOf(readHistory(name)).filter((word) => !word.startsWith('@temporalio/'));
  const words = new Map(NAMES.map((name) => [name, said(name).join('\n').normalize('NFC')]));
  /** Names whole and word by word, and whatever else was written by hand or stands in an organisations file. */
  const personal = [
    ...PEOPLE,
    ...PEOPLE.map((name) => name.split(' ').slice(0, 2).join(' ')),
    ...MEMBERS.map((id) => `${id}.example`),
    REASON,
    'Sở ',
    '@',
  ];

  it.each(NAMES)('%s names nobody and holds no address', (name) => {
    expect(personal.filter((piece) => words.get(name)?.includes(piece))).toEqual([]);
  });

  it('is read in clear, or the names would not be seen', () => {
    expect(words.get('obligation-late')).toContain(`"obligation":"${PLAN}/`);
    expect(words.get('obligation-late')).toContain('"activity_type":"fireRungs"');
  });
});
