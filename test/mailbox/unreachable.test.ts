import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmailChannel } from '../../activities/channels/email.ts';
import type { MessageChannel } from '../../activities/channels/channel.ts';
import { classify } from '../../activities/mailbox/classify.ts';
import { parseMail } from '../../activities/mailbox/parsed-mail.ts';
import { takeMail } from '../../activities/mailbox/take-mail.ts';
import { amendPlan } from '../../api/services/amend.ts';
import { releaseLetters } from '../../api/services/release-letter.ts';
import { statusOf } from '../../api/services/status.ts';
import { closeWorkItems } from '../../api/services/work-item.ts';
import { submit } from '../../api/services/submit.ts';
import { loadFailing } from '../../db/queries/failing-address.ts';
import { loadOrganisations, storeOrganisations } from '../../db/queries/organisation.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import { envelopes } from '../../db/schema/index.ts';
import { type Inbox, startInbox } from '../../dev/inbox/inbox.ts';
import { type Instant, instantAt, type LocalDate } from '../../domain/time.ts';
import '../provided.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';
import { type Desk, startDesk } from './desk.ts';

// The round: opens Thu 29/5, target Thu 19/6, named day Fri 20/6, late from Mon 23/6; consolidated Wed 25/6.
const BODIES = ['thu-nhat', 'thu-hai', 'thu-ba'];
const LATE = ['late-1', 'late-list', 'late-head'] as const;

let desk: Desk;
let inbox: Inbox;
let email: MessageChannel;
beforeEach(async () => {
  desk = await startDesk();
  inbox = await startInbox({ store: null });
  const smtpUrl = `smtp://127.0.0.1:${inbox.smtpPort}`;
  email = createEmailChannel({ smtpUrl, address: 'theo-doi@snv.example', messageIdDomain: 'snv.example' });
});
afterEach(async () => {
  email.close();
  await inbox.stop();
  await desk.stop();
});

const morning = (day: LocalDate): Instant => instantAt(day, '09:00');

/** The server of a body tells what became of the newest message to its contact. */
async function reported(body: string, action: string, status: string, on: Instant): Promise<string> {
  const sent = await desk.inTenant((tx) => tx.select().from(envelopes).orderBy(envelopes.asOf));
  const { messageId, recipient } = sent.findLast((one) => one.recipient === `dau-moi@${body}.example`)!;
  const raw = [
    ...['From: MAILER-DAEMON@mx.example', `Message-ID: <${action}-${on}@mx.example>`, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b'],
    ...['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', ''],
    ...[`Final-Recipient: rfc822; ${recipient}`, `Action: ${action}`, `Status: ${status}`, '', '--b'],
    ...['Content-Type: text/rfc822-headers', '', `Message-ID: ${messageId}`, '', '--b--', ''],
  ].join('\r\n');
  const bytes = Buffer.from(raw);
  const mail = await parseMail(bytes);
  const options = { tenant: SMALL.tenant, returnPath: null, clockShift: Date.now() - on, log: silentLog };
  const found = { bytes, receivedAt: Date.now(), cutFrom: null, uid: 1 };
  return desk.inTenant((tx) => takeMail(tx, options, found, mail, classify(mail)));
}

async function send(rung: Parameters<Desk['fire']>[0], bodies: string[], on: LocalDate): Promise<void> {
  await desk.fire(rung, bodies);
  await desk.dispatch(email, morning(on));
}

/** The bodies that late messages were about, as the mail server received them. */
const calledLate = (): string[] => [
  ...new Set(
    inbox
      .received()
      .flatMap(({ entries }) => entries)
      .filter(({ rung }) => (LATE as readonly string[]).includes(rung))
      .map(({ obligation, rung }) => `${rung} ${obligation.split('/').at(-1)}`),
  ),
];

const status = async (body: string, on?: LocalDate) =>
  (await statusOf(desk.context, { plan: SMALL.id, on })).find(({ id }) => id === SMALL.report(body));
const overdue = async () =>
  (await statusOf(desk.context, { plan: SMALL.id, round: SMALL.round, overdue: true })).map(
    ({ id, unreachable }) => `${id.split('/').at(-1)}${unreachable ? ' unreachable' : ''}`,
  );

async function untilLate(): Promise<void> {
  await send('opening', BODIES, '2025-05-29');
  await send('before-2', BODIES, '2025-06-17');
}

describe('an organisation whose contact nothing reaches', () => {
  it('is told late by nothing; the others are', async () => {
    await untilLate();
    expect(await reported('thu-hai', 'failed', '5.1.1', morning('2025-06-17'))).toBe('returned');
    for (const rung of LATE) await send(rung, BODIES, rung === 'late-head' ? '2025-06-24' : '2025-06-23');
    expect(calledLate().sort()).toEqual(LATE.flatMap((rung) => [`${rung} thu-ba`, `${rung} thu-nhat`]).sort());
    expect(await desk.messages('thu-hai')).toEqual(['opening sent', 'before-2 returned']);
    desk.setNow(morning('2025-06-24'));
    expect(await overdue()).toEqual(['thu-nhat', 'thu-hai unreachable', 'thu-ba']);
  });

  it('is not told late by what was written before it was known', async () => {
    await untilLate();
    for (const rung of ['late-1', 'late-list'] as const) await desk.fire(rung, BODIES);
    await reported('thu-hai', 'failed', '5.2.2', morning('2025-06-17'));
    await desk.dispatch(email, morning('2025-06-23'));
    expect(calledLate()).not.toContain('late-1 thu-hai');
    expect(calledLate()).not.toContain('late-list thu-hai');
    expect(await desk.messages('thu-hai')).toContain('late-1 superseded');
  });

  it('has no letter to its head released, and the refusal says why', async () => {
    await untilLate();
    await send('late-head', ['thu-hai'], '2025-06-24');
    await reported('thu-hai', 'failed', '5.1.1', morning('2025-06-24'));
    const [letter] = (await desk.workItems()).filter(({ kind }) => kind === 'escalation');
    desk.setNow(morning('2025-06-24'));
    await expect(releaseLetters(desk.context, [letter!.id], { by: 'Người Thử', document: null })).rejects.toMatchObject(
      { code: 'contact-unreachable', message: expect.stringContaining('Sở Thứ hai') as string },
    );
  });

  it('that has no contact at all is not called late either, and the lead is told once', async () => {
    const [body] = await desk.inTenant((tx) => loadOrganisations(tx, ['thu-ba']));
    const nobody = { ...body!, contacts: body!.contacts.filter(({ role }) => role !== 'focal') };
    await desk.inTenant((tx) => storeOrganisations(tx, SMALL.tenant, [nobody]));
    await untilLate();
    for (const rung of LATE) await send(rung, BODIES, rung === 'late-head' ? '2025-06-24' : '2025-06-23');
    expect(calledLate().join()).not.toContain('thu-ba');
    const items = (await desk.workItems()).filter(({ kind }) => kind === 'bounce');
    expect(items.map(({ content }) => content.title)).toEqual([
      'Chưa có đầu mối nhận thư của Sở Thứ ba: không có địa chỉ nào để gửi.',
    ]);
  });

  it('that reports when it was out of reach as its time ended is never judged late by that date', async () => {
    await untilLate();
    await reported('thu-hai', 'failed', '5.1.1', morning('2025-06-17'));
    desk.setNow(morning('2025-06-27'));
    for (const body of ['thu-nhat', 'thu-hai']) {
      await submit(desk.context, { obligation: SMALL.report(body), by: 'Người Thử' }, submission('2025-06-27'));
    }
    expect(await status('thu-nhat')).toMatchObject({ timeliness: 'late', received: '2025-06-27' });
    expect(await status('thu-hai')).toMatchObject({ timeliness: null, received: '2025-06-27' });
  });

  it('that was reached until its time was over is told apart while it is not, and late once it is again', async () => {
    await untilLate();
    await send('late-1', BODIES, '2025-06-23');
    await reported('thu-hai', 'failed', '5.1.1', morning('2025-06-23'));
    await send('late-head', BODIES, '2025-06-24');
    expect(calledLate()).not.toContain('late-head thu-hai');
    desk.setNow(morning('2025-06-24'));
    expect(await overdue()).toContain('thu-hai unreachable');
    const [item] = (await desk.workItems()).filter(({ kind }) => kind === 'bounce');
    desk.setNow(morning('2025-06-26'));
    await closeWorkItems(desk.context, [item!.id], { reason: 'hộp thư đã dùng được', by: 'Người Thử' });
    expect(await overdue()).toContain('thu-hai');
    expect(await status('thu-hai', '2025-06-24')).toMatchObject({ unreachable: true });
  });
});

describe('a contact is well again', () => {
  beforeEach(async () => {
    await send('opening', BODIES, '2025-05-29');
    await reported('thu-hai', 'failed', '5.1.1', morning('2025-05-30'));
    expect(await desk.inTenant(loadFailing)).toEqual(new Set(['dau-moi@thu-hai.example']));
  });
  const openBounces = async () =>
    (await desk.workItems()).filter(({ kind, state }) => kind === 'bounce' && state === 'open');

  it('when a later message to it is confirmed; an earlier one proves nothing', async () => {
    await reported('thu-hai', 'delivered', '2.0.0', morning('2025-05-31'));
    expect(await openBounces()).toHaveLength(1);
    await send('before-7', BODIES, '2025-06-10');
    expect(await reported('thu-hai', 'relayed', '2.0.0', morning('2025-06-10'))).toBe('delayed');
    expect(await openBounces()).toHaveLength(1);
    expect(await reported('thu-hai', 'delivered', '2.0.0', morning('2025-06-10'))).toBe('confirmed');
    expect(await desk.inTenant(loadFailing)).toEqual(new Set());
    expect(await openBounces()).toEqual([]);
    expect(await status('thu-hai')).not.toHaveProperty('unreachable');
  });

  it('when its address is changed in the bodies’ file', async () => {
    const [body] = await desk.inTenant((tx) => loadOrganisations(tx, ['thu-hai']));
    const mended = body!.contacts.map((one) => (one.role === 'focal' ? { ...one, email: 'moi@thu-hai.example' } : one));
    const activation = await desk.inTenant((tx) => loadActivation(tx, SMALL.id));
    const change = { plan: null, schedule: activation!.schedule, organisations: [{ ...body!, contacts: mended }] };
    desk.setNow(morning('2025-06-02'));
    expect(await status('thu-hai')).toMatchObject({ unreachable: true });
    await amendPlan(desk.context, SMALL.id, { ...change, basis: 'Công văn số 9' }, 'Người Thử');
    expect(await desk.inTenant(loadFailing)).toEqual(new Set());
    expect(await openBounces()).toEqual([]);
    expect(await status('thu-hai')).not.toHaveProperty('unreachable');
    const [item] = (await desk.workItems()).filter(({ kind }) => kind === 'bounce');
    expect(item).toMatchObject({ state: 'done', decidedBy: 'Người Thử' });
  });

  it('a second message that comes back is told in the same item', async () => {
    await send('before-7', BODIES, '2025-06-10');
    await reported('thu-hai', 'failed', '5.1.1', morning('2025-06-10'));
    const [item, ...others] = await openBounces();
    expect(others).toEqual([]);
    expect(item?.content.evidence.filter(({ text }) => text.includes('bị trả lại'))).toHaveLength(2);
  });

  it('what is only late on its way marks nothing', async () => {
    await reported('thu-ba', 'delayed', '4.4.1', morning('2025-05-30'));
    expect(await desk.messages('thu-ba')).toEqual(['opening sent']);
    expect(await openBounces()).toHaveLength(1);
  });
});
