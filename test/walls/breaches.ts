/** A file that must be refused by exactly this wall, and its twin, the nearest thing that is allowed. */
export interface Breach {
  rule: string;
  at: string;
  breach: string;
  twin: string;
}

/** The ground that planted files stand on: one clean file for each folder, and each root. */
export const GROUND: Readonly<Record<string, string>> = {
  'domain/plan.ts': 'export interface Plan { id: string }\nexport const nameOf = (plan: Plan): string => plan.id;',
  // Half a loop: it closes where loop.ts looks back.
  'domain/loop.ts': 'export type A = 1;',
  'domain/loop-b.ts': "import type { A } from './loop.ts';\nexport type B = A;",
  'domain/plan.test.ts':
    "import { readFileSync } from 'node:fs';\nexport const seen = readFileSync('plans/003.yaml', 'utf8');",
  'contracts/plan.ts': "import { z } from 'zod';\nexport const plan = z.object({ id: z.string() });",
  'workflows/messages.ts':
    "import type { Plan } from '../domain/plan.ts';\nexport const name = (plan: Plan) => plan.id;",
  'workflows/plan.ts': "export { name } from './messages.ts';",
  'activities/plan.ts': "import { rows } from '../db/plan.ts';\nexport const createPlan = () => rows;",
  'activities/mailbox/read.ts': 'export const look = () => 1;',
  'db/plan.ts': "import { sql } from 'drizzle-orm';\nexport const rows = sql`select 1`;",
  'documents/report.ts':
    "import { Document } from 'docx';\nexport const report = () => new Document({ sections: [] });",
  'importer/core.ts': 'export const read = (text: string) => text.trim();',
  'importer/readers/txt.ts':
    "import { readFileSync } from 'node:fs';\nexport const txt = (f: string) => readFileSync(f, 'utf8');",
  'api/app.ts': "import Fastify from 'fastify';\nexport const app = () => Fastify();",
  'api/services/plan.ts': "export { rows as plans } from '../../db/plan.ts';",
  'api/server.ts':
    "import { settings } from '../config.ts';\nimport { app } from './app.ts';\nvoid app().listen(settings);",
  'cli/main.ts': "import { settings } from '../config.ts';\nexport const main = () => settings.port;",
  'web/page.ts': 'export const page = 1;',
  'dev/inbox.ts': 'export const inbox = 1;',
  'dev/rehearsal/run.ts': 'export const rehearse = () => 1;',
  'dev/faults/kill.ts': 'export const kill = () => 1;',
  'bench/history.ts': "import { rows } from '../db/plan.ts';\nexport const measured = rows;",
  'test/helper.ts': "import { inbox } from '../dev/inbox.ts';\nexport const helper = inbox;",
  'config.ts': 'export const settings = { port: 1 };',
  'worker.ts':
    "import { settings } from './config.ts';\nimport { createPlan } from './activities/plan.ts';\ncreatePlan();\nvoid settings;",
  'start.ts': "import { inbox } from './dev/inbox.ts';\nvoid inbox;",
};

const planted = (rule: string, at: string, breach: string, twin: string): Breach => ({ rule, at, breach, twin });

const imports = (name: string, from: string): string => `import { ${name} } from '${from}';\nvoid ${name};`;
const typeOf = (name: string, from: string): string =>
  `import type { ${name} } from '${from}';\nexport type Of = typeof ${name};`;

const fs = imports('readFileSync', 'node:fs');
const plan = imports('nameOf', '../domain/plan.ts');

const INNER: readonly Breach[] = [
  planted('domain-is-pure', 'domain/core.ts', fs, imports('nameOf', './plan.ts')),
  planted('domain-is-pure', 'domain/npm.ts', imports('z', 'zod'), imports('nameOf', './plan.ts')),
  planted('domain-is-pure', 'domain/upward.ts', typeOf('rows', '../db/plan.ts'), imports('nameOf', './plan.ts')),
  planted('contracts-stand-on-domain', 'contracts/core.ts', fs, imports('z', 'zod')),
  planted('contracts-stand-on-domain', 'contracts/db.ts', typeOf('rows', '../db/plan.ts'), plan),
  planted('contracts-generator-only-writes', 'contracts/generate.ts', imports('rows', '../db/plan.ts'), fs),
  planted('workflows-are-deterministic', 'workflows/core.ts', fs, imports('sleep', '@temporalio/workflow')),
  planted('workflows-are-deterministic', 'workflows/core-bare.ts', imports('readFileSync', 'fs'), plan),
  planted('workflows-are-deterministic', 'workflows/db.ts', typeOf('rows', '../db/plan.ts'), plan),
  planted(
    'workflows-are-deterministic',
    'workflows/zod.ts',
    imports('plan', '../contracts/plan.ts'),
    imports('name', './messages.ts'),
  ),
  planted('workflows-are-deterministic', 'workflows/client.ts', imports('Client', '@temporalio/client'), plan),
  planted(
    'workflows-know-activities-by-type',
    'workflows/value.ts',
    imports('createPlan', '../activities/plan.ts'),
    typeOf('createPlan', '../activities/plan.ts'),
  ),
];

const SIDE_EFFECTS: readonly Breach[] = [
  planted('db-stands-on-domain', 'db/upward.ts', imports('plans', '../api/services/plan.ts'), plan),
  planted('db-stands-on-domain', 'db/npm.ts', imports('Client', '@temporalio/client'), imports('sql', 'drizzle-orm')),
  planted(
    'migrate-is-a-small-program',
    'db/migrate.ts',
    imports('app', '../api/app.ts'),
    imports('settings', '../config.ts'),
  ),
  planted(
    'activities-stay-below-api',
    'activities/api.ts',
    imports('app', '../api/app.ts'),
    imports('rows', '../db/plan.ts'),
  ),
  planted(
    'activities-stay-below-api',
    'activities/workflow.ts',
    typeOf('name', '../workflows/plan.ts'),
    imports('name', '../workflows/messages.ts'),
  ),
  planted(
    'activities-use-channel-libraries',
    'activities/zod.ts',
    imports('z', 'zod'),
    imports('createTransport', 'nodemailer'),
  ),
  planted('activities-use-channel-libraries', 'activities/sql.ts', imports('sql', 'drizzle-orm'), fs),
  planted(
    'documents-stand-on-domain',
    'documents/db.ts',
    imports('rows', '../db/plan.ts'),
    imports('Document', 'docx'),
  ),
  planted(
    'documents-stand-on-domain',
    'documents/mail.ts',
    imports('createTransport', 'nodemailer'),
    imports('Liquid', 'liquidjs'),
  ),
  planted('importer-core-is-pure', 'importer/lines.ts', fs, plan),
  planted(
    'importer-core-is-pure',
    'importer/yaml.ts',
    imports('parse', 'yaml'),
    imports('plan', '../contracts/plan.ts'),
  ),
  planted(
    'importer-readers-at-the-edge',
    'importer/readers/db.ts',
    imports('rows', '../../db/plan.ts'),
    imports('parse', 'yaml'),
  ),
];

const EDGE: readonly Breach[] = [
  planted(
    'api-decides-in-sql',
    'api/activity.ts',
    typeOf('createPlan', '../activities/plan.ts'),
    imports('rows', '../db/plan.ts'),
  ),
  planted(
    'api-decides-in-sql',
    'api/workflow.ts',
    imports('name', '../workflows/plan.ts'),
    imports('name', '../workflows/messages.ts'),
  ),
  planted(
    'api-runs-no-worker',
    'api/worker.ts',
    imports('Worker', '@temporalio/worker'),
    imports('Client', '@temporalio/client'),
  ),
  planted(
    'server-only-wires',
    'api/server.ts',
    imports('createPlan', '../activities/plan.ts'),
    imports('settings', '../config.ts'),
  ),
  planted(
    'cli-goes-through-services',
    'cli/db.ts',
    imports('rows', '../db/plan.ts'),
    imports('plans', '../api/services/plan.ts'),
  ),
  planted(
    'cli-goes-through-services',
    'cli/dev.ts',
    imports('inbox', '../dev/inbox.ts'),
    imports('read', '../importer/core.ts'),
  ),
  planted(
    'cli-loads-rehearsal-on-demand',
    'cli/rehearse.ts',
    imports('rehearse', '../dev/rehearsal/run.ts'),
    "export const run = async () => (await import('../dev/rehearsal/run.ts')).rehearse();",
  ),
  planted(
    'cli-reads-the-mailbox-on-demand',
    'cli/mailbox.ts',
    imports('look', '../activities/mailbox/read.ts'),
    "export const run = async () => (await import('../activities/mailbox/read.ts')).look();",
  ),
  planted(
    'cli-goes-through-services',
    'cli/activity.ts',
    imports('createPlan', '../activities/plan.ts'),
    imports('plans', '../api/services/plan.ts'),
  ),
  planted(
    'web-knows-contracts-by-type',
    'web/value.ts',
    imports('plan', '../contracts/plan.ts'),
    typeOf('plan', '../contracts/plan.ts'),
  ),
  planted(
    'web-speaks-http',
    'web/services.ts',
    typeOf('plans', '../api/services/plan.ts'),
    imports('page', './page.ts'),
  ),
];

const EVERYWHERE: readonly Breach[] = [
  planted(
    'production-knows-no-dev',
    'worker.ts',
    imports('inbox', './dev/inbox.ts'),
    imports('settings', './config.ts'),
  ),
  planted(
    'production-knows-no-dev',
    'config.ts',
    typeOf('helper', './test/helper.ts'),
    'export const settings = { port: 1 };',
  ),
  planted(
    'faults-are-for-tests',
    'start.ts',
    imports('kill', './dev/faults/kill.ts'),
    imports('inbox', './dev/inbox.ts'),
  ),
  planted(
    'faults-are-for-tests',
    'dev/rehearsal/faulty.ts',
    imports('kill', '../faults/kill.ts'),
    imports('rehearse', './run.ts'),
  ),
  planted(
    'production-needs-no-dev-dependency',
    'documents/read.ts',
    "import read from 'read-excel-file/node';\nvoid read;",
    imports('Document', 'docx'),
  ),
  planted('nothing-imports-a-root', 'test/boots.ts', "import '../worker.ts';", imports('helper', './helper.ts')),
  planted(
    'nothing-imports-a-root',
    'dev/serves.ts',
    "void import('../api/server.ts');",
    imports('app', '../api/app.ts'),
  ),
  planted('only-roots-read-settings', 'api/settings.ts', imports('settings', '../config.ts'), fs),
  planted('settings-stand-alone', 'config.ts', imports('rows', './db/plan.ts'), 'export const settings = { port: 1 };'),
  planted('nothing-imports-a-test', 'domain/tested.ts', "import './plan.test.ts';", imports('nameOf', './plan.ts')),
  planted(
    'no-circular',
    'domain/loop.ts',
    "import type { B } from './loop-b.ts';\nexport type A = B;",
    'export type A = 1;',
  ),
  planted('not-unresolvable', 'test/lost.ts', imports('gone', './gone.ts'), imports('helper', './helper.ts')),
];

export const BREACHES: readonly Breach[] = [...INNER, ...SIDE_EFFECTS, ...EDGE, ...EVERYWHERE];
