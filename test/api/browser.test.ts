import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import '../provided.ts';
import { type Bench, openBench, PLAN, seedSonLa, YEAR_ROUND } from './fixture.ts';
import { rehearsalFolder, rehearsedSonLa } from './rehearsal-fixture.ts';

const CHROMIUM = '/usr/bin/chromium';
/** No update, no sync, no network of the browser's own. */
const QUIET = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const PAGES = {
  overview: '/',
  plan: `/ke-hoach/${PLAN}`,
  round: `/ky-bao-cao/${YEAR_ROUND}`,
  'round-not-open': '/ky-bao-cao/son-la-2025/6-thang/2025',
  obligation: `/viec/${YEAR_ROUND}/so-y-te`,
  waiting: '/viec/son-la-2025/so-dan-toc-va-ton-giao-2/so-dan-toc-va-ton-giao',
  rehearsals: '/dien-tap',
  rehearsal: `/dien-tap/${PLAN}`,
  missing: '/khac',
};

const isMissing = !existsSync(CHROMIUM);
if (isMissing && process.env['CI']) throw new Error(`${CHROMIUM} is missing: in CI the pages must be looked at`);

describe.skipIf(isMissing)(`in a browser${isMissing ? ` (skipped: no ${CHROMIUM})` : ''}`, () => {
  let bench: Bench;
  let browser: Browser;
  let app: ReturnType<Bench['app']>;
  let url: string;
  const folder = rehearsalFolder(rehearsedSonLa());
  const shots = process.env['SCREENSHOTS'] ?? mkdtempSync(path.join(os.tmpdir(), 'dondoc-pages-'));

  beforeAll(async () => {
    bench = await openBench(inject('postgresOwnerUrl'));
    await seedSonLa(bench);
    app = bench.app({
      rehearsalsDir: folder.dir,
      plansDir: 'plans',
      clockShift: 1000,
      inboxUrl: 'http://127.0.0.1:8025/',
    });
    url = await app.listen({ host: '127.0.0.1', port: 0 });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--no-first-run', ...QUIET],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await bench?.stop();
    folder.remove();
  });

  it.each(Object.entries(PAGES))(
    '%s needs no sideways scroll, wide or narrow, and nothing is refused',
    async (name, at) => {
      for (const width of [1200, 360]) {
        const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'vi-VN' });
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        await page.goto(url + at);
        const clip = { x: 0, y: 0, width, height: 3000 };
        await page.screenshot({ path: path.join(shots, `${name}-${width}.png`), fullPage: true, clip });
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(width);
        const touching = await page.evaluate('getComputedStyle(document.body).maxWidth');
        expect(touching, 'the style sheet is in force').toBe('1080px');
        expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
        await page.close();
      }
    },
  );

  it('a round fits on paper', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(url + PAGES.round);
    await page.pdf({ path: path.join(shots, 'round.pdf'), format: 'A4' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav.site').isVisible()).toBe(false);
    await page.close();
  });
});
