import { afterEach, describe, expect, it } from 'vitest';
import { recordEvent } from '../../api/services/event.ts';
import { extend } from '../../api/services/extend.ts';
import { returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { setText } from '../../api/services/text.ts';
import type { CaughtMail } from '../../dev/inbox/inbox.ts';
import { instantAt, isoInstant } from '../../domain/time.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'người thử';
const ten = (day: string): number => instantAt(day, '10:00');

let engine: Engine;
afterEach(() => engine.stop());

const mailsOf = (obligation: string): CaughtMail[] =>
  engine.inbox
    .received()
    .filter(({ entries }) => entries.some((entry) => entry.obligation === obligation))
    .sort((a, b) => a.at - b.at);

/** Day and rung of each message on an obligation; sequence and day of its event where it has a calendar file. */
function dates(obligation: string): string[] {
  return mailsOf(obligation).map((mail) => {
    const rungs = mail.entries.filter((entry) => entry.obligation === obligation).map(({ rung }) => rung);
    const told = /Content-Type: text\/calendar[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/.exec(mail.raw)?.[1];
    const ics = told === undefined ? '' : Buffer.from(told, 'base64').toString('utf8').replaceAll('\r\n ', '');
    const event = ics.split('BEGIN:VEVENT').find((one) => one.includes(`UID:${encodeURIComponent(obligation)}@`));
    const sequence = /^SEQUENCE:(\d+)\r$/m.exec(event ?? '')?.[1];
    const day = /^DTSTART;VALUE=DATE:(\d+)\r$/m.exec(event ?? '')?.[1];
    return [isoInstant(mail.at).slice(0, 10), ...rungs, ...(event ? [`#${sequence}`, day] : [])].join(' ');
  });
}

describe('a date is told once to a calendar', () => {
  it('at the opening, after an extension and to the lead itself; a lead’s own words hold from the next letter', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: BY };
    await engine.goTo(ten('2025-06-02'));
    const body = 'Thư của Sở Đầu mối, không thay thế công văn.';
    await setText(engine.context, { id: 'closing.note', body, by: BY });
    await engine.goTo(ten('2025-06-04'));
    await extend(engine.context, command, { until: '2025-06-26', reason: 'chờ thẩm định', basis: 'CV 5' });
    await engine.tellAll();
    await engine.goTo(ten('2025-07-21'));
    expect(dates(SMALL.document)).toEqual([
      '2025-05-15 opening #1 20250605',
      '2025-05-27 before-7',
      '2025-06-03 before-2',
      '2025-06-17 before-7 #2 20250626',
      '2025-06-24 before-2',
      '2025-06-27 late-1',
      '2025-06-27 late-list',
      '2025-06-30 late-head',
    ]);
    expect(dates(SMALL.upward).map((told) => told.split(' ').slice(1).join(' '))).toEqual([
      'lead-due #1 20250709',
      ...dates(SMALL.upward)
        .slice(1)
        .map(() => 'lead-due'),
    ]);
    expect(dates(SMALL.upward).length).toBeGreaterThan(2);
    const own = mailsOf(SMALL.document).map(({ text }) => text.includes(body));
    expect(own).toEqual([false, false, true, true, true, true, true, true]);
  });

  it('with a return and with more time for it, which the letter says; and once an event has its date', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: BY };
    await engine.goTo(ten('2025-05-20'));
    await submit(engine.context, command, submission('2025-05-20'));
    await returnForWork(engine.context, command, { reason: 'thiếu phụ lục', until: '2025-05-28', items: null });
    await recordEvent(engine.context, { plan: SMALL.id, event: SMALL.event, on: '2025-05-19', due: null }, BY);
    await engine.tellAll();
    await engine.goTo(ten('2025-05-22'));
    await extend(engine.context, command, { until: '2025-06-12', reason: 'chờ thẩm định', basis: 'CV 5' });
    await engine.tellAll();
    await engine.goTo(ten('2025-06-20'));
    expect(dates(SMALL.document)).toEqual([
      '2025-05-15 opening #1 20250605',
      '2025-05-20 returned #3 20250528',
      '2025-05-22 returned #4 20250612',
      '2025-06-11 returned-eve',
    ]);
    const [, returned, moved] = mailsOf(SMALL.document).map(({ text }) => text);
    expect(returned).toContain('Qua rà soát, đề nghị Quý Sở hoàn thiện');
    expect(returned).toContain('“thiếu phụ lục”');
    expect(returned).toContain('ngày đến là 20/05/2025');
    expect(moved).toContain('được điều chỉnh đến hết thứ Năm 12/06/2025 (theo CV 5)');
    expect(moved).toContain('“thiếu phụ lục”');
    // The fifteenth working day after Mon 19/5.
    expect(dates(SMALL.waiting).filter((told) => told.includes('#'))).toEqual(['2025-05-20 opening #2 20250609']);
  });
});
