import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderLetter } from '../../documents/letter.ts';
import { fittingMatter, matter, sampleLetter, leadLetter, lead } from '../../documents/letter/sample.ts';
import type { Letter } from '../../domain/letter.ts';
import { RUNG_IDS } from '../../domain/rung.ts';

const CHROMIUM = '/usr/bin/chromium';
const QUIET = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const choice = { relation: 'subordinate', requested: false, many: true } as const;
const bodies = ['Sở Y tế', 'Sở Văn hóa, Thể thao và Du lịch', 'Ủy ban nhân dân xã Mường Bú', 'Công an tỉnh'];

const LETTERS: Record<string, Letter> = {
  ...Object.fromEntries(RUNG_IDS.map((rung) => [rung, sampleLetter({ rung, ...choice })])),
  'late-head-of-many': leadLetter(
    bodies.map((organisationName) => ({ ...fittingMatter('late-head'), organisationName })),
    { name: 'Cầm Văn Giám', role: 'head', title: 'Giám đốc', email: 'gd@snv.example' },
    { copyTo: lead.official },
  ),
  'one-endless-word': { ...sampleLetter({ rung: 'opening', ...choice }), matters: [endless()] },
};

/** Nothing in a plan says where a word ends. */
function endless() {
  const word = 'Công_văn_số_3163_BNV_'.repeat(12);
  return matter('opening', { name: word, basis: word, why: [word], includes: [word] });
}

const isMissing = !existsSync(CHROMIUM);
if (isMissing && process.env['CI']) throw new Error(`${CHROMIUM} is missing: in CI the letters must be looked at`);

describe.skipIf(isMissing)(`letters in a browser${isMissing ? ` (skipped: no ${CHROMIUM})` : ''}`, () => {
  let browser: Browser;
  const shots = process.env['SCREENSHOTS'] ?? mkdtempSync(path.join(os.tmpdir(), 'dondoc-letters-'));
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--no-first-run', ...QUIET] });
  });
  afterAll(() => browser?.close());

  it.each(Object.entries(LETTERS))('%s needs no sideways scroll on a telephone or a screen', async (name, given) => {
    const { html } = renderLetter(given);
    for (const width of [360, 800]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'vi-VN' });
      await page.setContent(html);
      await page.screenshot({ path: path.join(shots, `${name}-${width}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${name} at ${width}`).toBe(width);
      expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe('16px');
      await page.close();
    }
  });

  it('asks nothing of any other machine', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(renderLetter(sampleLetter({ rung: 'opening', ...choice })).html, {
      waitUntil: 'networkidle',
    });
    expect(asked).toEqual([]);
    await page.close();
  });
});
