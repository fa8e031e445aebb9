import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerDocument, workDocument, workShowDocument } from '../../contracts/cli.ts';
import { instantAt } from '../../domain/time.ts';
import { documentOf, runDondoc } from '../cli/run-dondoc.ts';
import { textOfDocx } from '../documents/unzip.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';

let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await startEngine();
  await engine.goTo(instantAt('2025-06-27', '10:00'));
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-ledger-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await engine.stop();
});

async function ran(...words: string[]) {
  const done = await runDondoc([...words, '--json'], {
    DATABASE_URL: engine.home.applicationUrl,
    CLOCK_SHIFT_MS: String(Date.now() - instantAt('2025-06-27', '10:00')),
  });
  return { status: done.status, document: documentOf(done) };
}

describe('the ledger', () => {
  it('has every message that was received, in its words, with why and what became of it', async () => {
    const { document } = await ran('ledger', '--plan', SMALL.id);
    const { messages } = ledgerDocument.parse(document);
    const received = engine.inbox.received();
    expect(messages.map(({ id }) => id).sort()).toEqual(received.map(({ envelopeId }) => envelopeId).sort());
    for (const message of messages) {
      const mail = received.find(({ envelopeId }) => envelopeId === message.id);
      expect(message).toMatchObject({ state: 'sent', recipient: mail?.to[0], subject: mail?.subject, heldBack: null });
      expect(message.text?.trim()).toBe(mail?.text.trim());
      expect(message.tries).toMatchObject([{ attempt: 1, outcome: 'taken', code: null }]);
      expect(message.entries.length).toBeGreaterThan(0);
    }
    const dated = messages.flatMap(({ entries }) => entries).filter(({ rung }) => rung === 'before-2');
    expect(dated[0]?.why.join(' ')).toContain('“');
  });

  it('is asked by obligation, reader and day', async () => {
    const of = async (...words: string[]) => ledgerDocument.parse((await ran('ledger', ...words)).document).messages;
    const mine = await of('--obligation', SMALL.report('thu-hai'), '--recipient', 'DAU-MOI@thu-hai.example');
    expect(mine.flatMap(({ entries }) => entries.map(({ rung }) => rung))).toEqual([
      ...['late-1', 'before-2', 'before-7', 'opening'],
    ]);
    const [late] = mine;
    const day = late?.at.slice(0, 10) ?? '';
    const onDay = await of('--recipient', 'dau-moi@thu-hai.example', '--from', day, '--until', day);
    expect(onDay.map(({ id }) => id)).toEqual([late?.id]);
    expect(await of('--until', '2025-04-01')).toEqual([]);
    expect((await ran('ledger', '--from', '2025-06-26', '--until', '2025-06-25')).status).toBe(2);
    expect((await ran('ledger', '--state', 'đã gửi')).status).toBe(2);
  });
});

describe('work that waits for a person', () => {
  it('is listed, drafted as one công văn for all bodies, and decided on', async () => {
    const { workItems } = workDocument.parse((await ran('work', 'list', '--kind', 'escalation')).document);
    const round = workItems.filter(({ obligation }) => obligation?.startsWith(SMALL.round));
    expect(round.map(({ organisation, state }) => `${organisation} ${state}`).sort()).toEqual([
      ...['thu-ba open', 'thu-hai open', 'thu-nhat open'],
    ]);
    const ids = round.map(({ id }) => id).join(',');
    const shown = await ran('work', 'show', String(round[0]?.id));
    expect(workShowDocument.parse(shown.document)).toMatchObject({ ...round[0], files: [], written: [] });
    const drafted = await ran('work', 'draft', ids, '--out', folder);
    const [file] = (drafted.document as { files: string[] }).files;
    const text = textOfDocx(readFileSync(file ?? ''));
    expect(text).toMatch(/^Số:\u00A0+\/SĐM-…$/m);
    expect(text).toContain('V/v đề nghị gửi báo cáo');
    expect(text).toMatch(/Kính gửi:\n- Sở Thứ nhất;\n- Sở Thứ hai;\n- /);
    const done = await ran('work', 'paper', ids, '--number', '90/SNV', '--date', '2025-06-27', '--by', 'Mẫu');
    expect(workDocument.parse(done.document).workItems.map(({ state }) => state)).toEqual(round.map(() => 'on-paper'));
    expect((await ran('work', 'done', ids, '--reason', 'x', '--by', 'Mẫu')).status).toBe(2);
    expect((await ran('work', 'release', '1,x', '--by', 'Mẫu')).status).toBe(2);
    expect((await ran('work', 'release', '99999', '--by', 'Mẫu')).status).toBe(2);
    expect((await ran('work', 'release', ids, '--number', '5', '--by', 'Mẫu')).status).toBe(2);
  });
});
