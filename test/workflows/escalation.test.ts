import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { lettersOf } from '../../api/services/official-letter.ts';
import { releaseLetters } from '../../api/services/release-letter.ts';
import { submit } from '../../api/services/submit.ts';
import { closeWorkItems, issueOnPaper, workItemsOf } from '../../api/services/work-item.ts';
import { instantAt } from '../../domain/time.ts';
import { textOfDocx } from '../documents/unzip.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

// The small plan: named day Wed 25/6/2025, the lead's head is asked on Fri 27/6.
const HEAD_OF = (body: string): string => `lanh-dao@${body}.example`;
const ten = (day: string): number => instantAt(day, '10:00');
const BY = 'Trưởng phòng Mẫu';

let engine: Engine;
afterEach(() => engine.stop());

const toHeads = (): string[] =>
  engine.inbox
    .received()
    .filter(({ entries }) => entries.some(({ rung }) => rung === 'head-letter'))
    .map(({ to }) => to.join(' '));

/** Everybody silent until the lead's head has been asked; the work items by body. */
async function asked(): Promise<Map<string | null, number>> {
  engine = await startEngine();
  await engine.goTo(ten('2025-06-27'));
  const items = await workItemsOf(engine.context, { kind: 'escalation' });
  return new Map(items.map(({ organisation, id }) => [organisation, id]));
}

describe('what the lead’s head is asked about', () => {
  it('is a work item with its evidence, and nothing has left the lead’s own line', async () => {
    const items = await asked();
    expect([...items.keys()].sort()).toEqual(['thu-ba', 'thu-hai', 'thu-nhat']);
    const [item] = await workItemsOf(engine.context, { kind: 'escalation' });
    expect(item?.content.evidence.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Thư mở đầu: máy chủ thư đã nhận', 'Thư báo chưa nhận được: máy chủ thư đã nhận']),
    );
    expect(toHeads()).toEqual([]);
  });

  it('comes with the công văn there is to sign: one for the matter, all bodies in it, number and day blank', async () => {
    const items = await asked();
    const mail = engine.inbox
      .received()
      .find(({ entries }) => entries.length === 3 && entries.every(({ rung }) => rung === 'late-head'));
    const { attachments } = await PostalMime.parse(mail?.raw ?? '', { attachmentEncoding: 'arraybuffer' });
    expect(attachments.map(({ filename }) => filename)).toEqual(['du-thao-cong-van.docx']);
    const words = textOfDocx(Buffer.from(attachments[0]?.content as ArrayBuffer));
    const draft = await engine.database.inTenant(SMALL.tenant, (tx) =>
      lettersOf(tx, engine.context, [...items.values()]),
    );
    expect(draft[0]?.bodies).toHaveLength(3);
    for (const { name } of draft[0]?.bodies ?? []) expect(words).toContain(name);
    expect(words).toMatch(/Số:\s+\//);
    expect(words).toContain('V/v đề nghị gửi');
  });

  it('goes to the body’s head when a person releases it, with the document that was issued', async () => {
    const items = await asked();
    const id = items.get('thu-hai') ?? 0;
    await releaseLetters(engine.context, [id], { by: BY, document: { number: '77/SNV-VP', date: '2025-06-27' } });
    await engine.goTo(ten('2025-06-30'));
    expect(toHeads()).toEqual([HEAD_OF('thu-hai')]);
    const mail = engine.inbox.received().find(({ to }) => to.includes(HEAD_OF('thu-hai')));
    expect(mail?.subject).toContain('kính đề nghị chỉ đạo gửi');
    expect(mail?.text).toContain('số 77/SNV-VP thứ Sáu 27/06/2025');
    expect(mail?.text).toMatch(/Đã trao đổi với đầu mối: \d\d\/\d\d\/2025/);
    await expect(releaseLetters(engine.context, [id], { by: BY, document: null })).rejects.toMatchObject({
      code: 'work-item-decided',
    });
  });

  it('is refused for whoever has answered: all of the letters, or none', async () => {
    const items = await asked();
    const command = { obligation: SMALL.report('thu-ba'), by: 'người thử' };
    await submit(engine.context, command, submission('2025-06-27'));
    const both = [items.get('thu-hai') ?? 0, items.get('thu-ba') ?? 0];
    await expect(releaseLetters(engine.context, both, { by: BY, document: null })).rejects.toMatchObject({
      code: 'letter-answered',
    });
    await engine.goTo(ten('2025-06-30'));
    expect(toHeads()).toEqual([]);
  });

  it('answered between release and sending is not sent', async () => {
    const items = await asked();
    engine.setNow(instantAt('2025-06-27', '18:00'));
    await releaseLetters(engine.context, [items.get('thu-ba') ?? 0], { by: BY, document: null });
    const command = { obligation: SMALL.report('thu-ba'), by: 'người thử' };
    await submit(engine.context, command, submission('2025-06-27'));
    await engine.goTo(ten('2025-06-30'));
    expect(toHeads()).toEqual([]);
  });

  it('issued on paper sends nothing, and may be mailed on later; closed is closed', async () => {
    const items = await asked();
    const [second, third] = [items.get('thu-hai') ?? 0, items.get('thu-ba') ?? 0];
    await issueOnPaper(engine.context, [second], { number: '78/SNV', date: '2025-06-27', by: BY });
    await closeWorkItems(engine.context, [third], { reason: 'đã trao đổi điện thoại', by: BY });
    await engine.goTo(ten('2025-06-30'));
    expect(toHeads()).toEqual([]);
    await releaseLetters(engine.context, [second], { by: BY, document: null });
    await engine.goTo(ten('2025-07-01'));
    expect(toHeads()).toEqual([HEAD_OF('thu-hai')]);
    const mail = engine.inbox.received().find(({ to }) => to.includes(HEAD_OF('thu-hai')));
    expect(mail?.text).toContain('số 78/SNV');
    await expect(releaseLetters(engine.context, [third], { by: BY, document: null })).rejects.toMatchObject({
      code: 'work-item-decided',
    });
  });
});
