import { writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  failed: number;
  /** One line for each test that was passed over, with the reason it gave (`ctx.skip(reason)`). */
  skipped: string[];
}

/** Counts tests; a file that could not even be loaded, or an error outside any test, counts as one failure. */
export function tally(modules: readonly TestModule[], errors: readonly SerializedError[]): Tally {
  const result: Tally = { passed: 0, failed: errors.length, skipped: [] };
  for (const file of modules) {
    let failed = 0;
    for (const test of file.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') result.passed += 1;
      else if (state === 'failed') failed += 1;
      else result.skipped.push(`${file.relativeModuleId} > ${test.fullName}: ${reasonOf(test.result())}`);
    }
    if (failed === 0 && file.state() === 'failed') failed = 1;
    result.failed += failed;
  }
  return result;
}

function reasonOf(result: object): string {
  return 'note' in result && typeof result.note === 'string' ? result.note : 'no reason given';
}

/**
 * Prints what was skipped, and `N passed, N failed` alone on the very last line, where people and machines look first.
 * It writes as the process ends, since servers that tests brought up say their last words after the last test.
 */
export default class TallyReporter implements Reporter {
  #last: Tally | undefined;
  #armed = false;

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[], reason: string): void {
    this.#last = tally(modules, errors);
    // An interrupted run, or one that found no test, has shown nothing.
    if (reason !== 'passed' && this.#last.failed === 0) this.#last.failed = 1;
    if (!this.#armed) process.once('exit', () => this.#print());
    this.#armed = true;
  }

  #print(): void {
    if (!this.#last) return;
    const { passed, failed, skipped } = this.#last;
    const list = skipped.length === 0 ? [] : [`${skipped.length} skipped:`, ...skipped.map((line) => `  ${line}`)];
    // Not console.log: a pipe's buffer may be lost when the process ends.
    writeSync(1, ['', ...list, `${passed} passed, ${failed} failed`, ''].join('\n'));
  }
}
