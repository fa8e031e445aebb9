import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { draftReport } from '../../activities/draft.ts';
import { accept } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { loadReports } from '../../db/queries/report.ts';
import { envelopes, notifications } from '../../db/schema/index.ts';
import { type Inbox, startInbox } from '../../dev/inbox/inbox.ts';
import { asOwner } from '../support/database.ts';
import { NOW, type Sender, startSender } from '../support/sender.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const { tenant } = SHARED;
const BODIES = ['so-y-te', 'so-tu-phap', 'hoi-phu-nu'];

let sender: Sender;
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function begin(smtpPort: number): Promise<void> {
  sender = await startSender({ smtpUrl: `smtp://127.0.0.1:${smtpPort}` });
  undo.push(() => sender.stop());
}

async function withInbox(): Promise<Inbox> {
  const inbox = await startInbox();
  undo.push(() => inbox.stop());
  await begin(inbox.smtpPort);
  return inbox;
}

/** A mail server that has never heard of one of the readers. */
async function serverWithout(stranger: string): Promise<string[]> {
  const taken: string[] = [];
  const server = new SMTPServer({
    ...{ disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, closeTimeout: 100 },
    onRcptTo: ({ address }, _session, done) =>
      done(address === stranger ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, done) => {
      taken.push(...envelope.rcptTo.map(({ address }) => address));
      stream.resume().on('end', () => done());
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  undo.push(() => new Promise<void>((done) => server.close(() => done())));
  await begin((server.server.address() as AddressInfo).port);
  return taken;
}

const states = (): Promise<string[]> =>
  sender.opened.context.database.inTenant(tenant, async (tx) => {
    const rows = await tx.select().from(notifications).orderBy(notifications.id);
    return rows.map(({ organisation, state }) => `${organisation} ${state}`);
  });

describe('one that can’t be sent', () => {
  it('a reader that the mail server refuses fails alone', async () => {
    const taken = await serverWithout('dau-moi@so-tu-phap.example');
    await sender.write(BODIES);
    expect(await sender.claim()).toHaveLength(3);
    expect(await states()).toEqual(['so-y-te sent', 'so-tu-phap failed', 'hoi-phu-nu sent']);
    expect(taken.sort()).toEqual(['dau-moi@hoi-phu-nu.example', 'dau-moi@so-y-te.example']);
  });

  it('a letter that can’t be written waits alone, and goes when its row is right again', async () => {
    const inbox = await withInbox();
    const { home } = sender.opened;
    const obligation = SHARED.report('so-tu-phap');
    // A day in a year of which nobody has published the working days.
    const put = (day: string): Promise<unknown> =>
      asOwner(
        home.ownerUrl,
        (sql) => sql`
          update ladders set deadline = jsonb_set(deadline, '{targetDay}', to_jsonb(${day}::text))
          where obligation = ${obligation}`,
      );
    const [{ day } = { day: '' }] = await asOwner(
      home.ownerUrl,
      (sql) =>
        sql<{ day: string }[]>`select deadline->>'targetDay' as day from ladders where obligation = ${obligation}`,
    );
    await put('2099-01-05');
    await sender.write(BODIES);
    expect(await sender.claim()).toHaveLength(2);
    expect(await states()).toEqual(['so-y-te sent', 'so-tu-phap pending', 'hoi-phu-nu sent']);
    expect(await sender.claim()).toEqual([]);
    await put(day);
    expect(await sender.claim()).toHaveLength(1);
    expect((await states()).filter((state) => !state.endsWith(' sent'))).toEqual([]);
    expect(inbox.received()).toHaveLength(3);
  });

  it('a message that no mail can be made of fails alone, and holds up no later run', async () => {
    const inbox = await withInbox();
    await sender.write(BODIES);
    const { database } = sender.opened.context;
    const claimed = await sender.claimOnly();
    // Its address was lost between the claim and the sending.
    const [letterless] = claimed.filter(({ letter }) => letter.to.organisation === 'so-tu-phap');
    letterless!.letter.to.contact.email = null;
    await sender.send(claimed);
    expect(await states()).toEqual(['so-y-te sent', 'so-tu-phap failed', 'hoi-phu-nu sent']);
    const open = await database.inTenant(tenant, (tx) =>
      tx.select().from(envelopes).where(eq(envelopes.state, 'sending')),
    );
    expect(open).toEqual([]);
    expect(inbox.received()).toHaveLength(2);
  });
});

it('one report that is all wrong spoils no draft: the others stand in it, and it does as far as it can be read', async () => {
  await withInbox();
  const { opened } = sender;
  const { context, home } = opened;
  const nasty = '\u0001\u0008{{7*7}}<script>alert(1)</script>]]>&amp;\uFFFE\n=cmd|x ' + 'ư'.repeat(1_400);
  opened.goTo('2025-06-05');
  for (const [body, text] of [
    ['so-y-te', nasty],
    ['so-tu-phap', 'Đã tổ chức 12 hội nghị.'],
  ] as const) {
    const command = { obligation: SHARED.report(body), by: 'người thử' };
    const general = { difficulties: text, proposals: null, nextYear: null };
    await submit(context, command, submission('2025-06-05', { general }));
    await accept(context, command);
  }
  // Such a figure is refused at the door; this one came by another way.
  const figures = [{ indicator: '9.9', item: null, value: 'mười hai', unit: null, denominator: 0 }];
  await asOwner(
    home.ownerUrl,
    (sql) => sql`
      update submissions set content = jsonb_set(content, '{figures}', ${sql.json(figures)})
      where obligation = ${SHARED.report('so-y-te')}`,
  );
  const made = await context.database.inTenant(tenant, async (tx) => {
    await draftReport(tx, tenant, SHARED.round, NOW);
    return loadReports(tx, SHARED.round);
  });
  expect(made).toHaveLength(1);
  expect(made[0]?.received.sort()).toEqual(['so-tu-phap', 'so-y-te']);
  const log = await asOwner(
    home.ownerUrl,
    (sql) => sql<{ payload: { illegible?: string[] } }[]>`select payload from audit_log where action = 'round.drafted'`,
  );
  expect(log.map(({ payload }) => payload.illegible)).toEqual([[`${SHARED.report('so-y-te')} 1 9.9`]]);
  expect(made[0]?.difficulties.map(({ text }) => text)).toContain('Đã tổ chức 12 hội nghị.');
});

it('names that look like headers, templates or markup are only names', async () => {
  const inbox = await withInbox();
  const { home } = sender.opened;
  const nasty = 'Sở {{plan.title}} ${7*7} <script>alert(1)</script>"\r\nBcc: all@evil.example\r\n\r\nXin chào';
  await asOwner(home.ownerUrl, async (sql) => {
    await sql`update organisations set name = ${nasty}, short_name = ${nasty} where id in ('so-y-te', 'dau-moi')`;
    await sql`update contacts set name = ${nasty}, title = ${nasty} where organisation in ('so-y-te', 'dau-moi')`;
    await sql`update plans set content = jsonb_set(content, '{document,title}', to_jsonb(${nasty}::text))`;
    await sql`update obligations set name = ${nasty} where id = ${SHARED.report('so-y-te')}`;
  });
  await sender.write(['so-y-te']);
  await sender.claim();
  const [mail, ...more] = inbox.received();
  expect(more).toEqual([]);
  expect(mail?.to).toEqual(['dau-moi@so-y-te.example']);
  const names = mail?.headers.map(({ name }) => name.toLowerCase()) ?? [];
  expect(names.filter((name) => ['bcc', 'cc', 'to'].includes(name))).toEqual(['to']);
  expect(mail?.html).not.toContain('<script');
  expect(mail?.text).toContain('{{plan.title}}');
  expect(`${mail?.text} ${mail?.subject}`).not.toMatch(/(?<!7\*7.*)\b49\b/);
  expect(mail?.subject).not.toMatch(/[\r\n]/);
});
