// The walls of docs/architecture.md. Each rule says what a folder may reach; all else is a breach, so that a new folder or package
// is outside until someone lets it in here, with a reason. test/walls/walls.test.ts plants a breach for every one.
//
// Paths: npm packages are matched as (^|/)node_modules/NAME/, since a linked node_modules lies outside the tree.

const TEST = '\\.test\\.ts$';

/** What TypeScript erases: it makes no module load another. */
const TYPES = 'type-only';

const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);
const anyPackage = '(^|/)node_modules/';

/** Every way a dependency can lead out of the tree. A builtin shows as "fs", not "node:fs". */
const PACKAGES = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** The channels' own libraries, logging, and what an activity hears from Temporal. SQL lives in db/. */
const CHANNEL_LIBRARIES = npm(
  '@temporalio/[^/]+',
  '@grpc/grpc-js',
  'ical-generator',
  'imapflow',
  'nodemailer',
  'postal-mime',
  'pino',
);

/** Writers of docx and xlsx, and the language of letters; a document neither asks a database nor answers a request. */
const DOCUMENT_LIBRARIES = npm('docx', 'write-excel-file', 'liquidjs');

/** Who authorises the official account and who refreshes its tokens speak the same protocol: it stands in one file. */
const ZALO_OAUTH = '^activities/channels/zalo/oauth\\.ts$';

const ROOTS = '^(worker\\.ts|start\\.ts|api/server\\.ts)$';

/**
 * @param {string} name rule
 * @param {string} comment why
 * @param {object} from where it holds
 * @param {object} to what is refused
 */
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A folder's files, its tests apart: a test may reach anything. */
const folder = (name, ...apart) => ({ path: `^${name}/`, pathNot: [TEST, ...apart] });

const innerWalls = [
  wall(
    'domain-is-pure',
    'Pure rules: they run in workflows, in pages and in tests, so they know neither npm nor node.',
    folder('domain'),
    { pathNot: '^domain/' },
  ),
  wall(
    'contracts-stand-on-domain',
    'Schemas of what comes from outside: domain types and zod.',
    folder('contracts', '^contracts/generate\\.ts$'),
    {
      pathNot: ['^(contracts|domain)/', ...npm('zod')],
    },
  ),
  wall(
    'contracts-generator-only-writes',
    'generate.ts is the program that writes the JSON Schemas, so it may touch files, and no more.',
    { path: '^contracts/generate\\.ts$' },
    { pathNot: ['^(contracts|domain)/', ...npm('zod')], dependencyTypesNot: ['core'] },
  ),
  wall(
    'workflows-are-deterministic',
    'What is bundled into a workflow is replayed for a year: domain, workflows, and the SDK’s own sandbox.',
    folder('workflows'),
    { pathNot: ['^(workflows|domain|activities)/', ...npm('@temporalio/(workflow|common)')] },
  ),
  wall(
    'workflows-know-activities-by-type',
    'An activity’s value in a workflow would drag its I/O into the sandbox; `import type` is the wall.',
    folder('workflows'),
    { path: '^activities/', dependencyTypesNot: [TYPES] },
  ),
];

const sideEffectWalls = [
  wall(
    'db-stands-on-domain',
    'Tables and queries return domain types; they know nobody above them. migrate.ts is a program and reads the settings.',
    folder('db', '^db/migrate\\.ts$'),
    { pathNot: ['^(db|domain)/', ...npm('drizzle-orm', 'postgres')], dependencyTypesNot: ['core'] },
  ),
  wall(
    'migrate-is-a-small-program',
    '`npm run migrate` runs before anything else is there: db/, domain and config.ts.',
    { path: '^db/migrate\\.ts$' },
    { pathNot: ['^(db|domain)/', '^config\\.ts$', ...npm('drizzle-orm', 'postgres')], dependencyTypesNot: ['core'] },
  ),
  wall(
    'activities-stay-below-api',
    'All I/O that a workflow causes: domain, db, documents, and of the workflows only their messages.',
    folder('activities'),
    {
      pathNot: ['^(activities|domain|db|documents)/', '^workflows/messages\\.ts$', anyPackage],
      dependencyTypesNot: ['core'],
    },
  ),
  wall(
    'activities-use-channel-libraries',
    'zod and fastify belong to the edge, drizzle and postgres to db/; add a channel’s library to CHANNEL_LIBRARIES.',
    folder('activities'),
    { pathNot: CHANNEL_LIBRARIES, dependencyTypes: PACKAGES },
  ),
  wall(
    'documents-stand-on-domain',
    'Documents are made from domain values alone, so a preview can print one.',
    folder('documents'),
    {
      pathNot: ['^(documents|domain)/', ...DOCUMENT_LIBRARIES],
      dependencyTypesNot: ['core'],
    },
  ),
  wall(
    'importer-core-is-pure',
    'Reading a plan is a pure function of its text; only readers (importer/read…) touch files and libraries.',
    folder('importer', '^importer/read'),
    { pathNot: '^(importer|domain|contracts)/' },
  ),
  wall(
    'importer-readers-at-the-edge',
    'A reader turns a file into text: npm and node, but nothing of ours beyond the importer’s own ground.',
    { path: '^importer/read', pathNot: TEST },
    { pathNot: ['^(importer|domain|contracts)/', anyPackage], dependencyTypesNot: ['core'] },
  ),
];

const edgeWalls = [
  wall(
    'api-decides-in-sql',
    'Commands are decided in the API’s transaction; of the workflows it knows only the messages, of activities how Zalo gives tokens.',
    folder('api', '^api/server\\.ts$'),
    {
      pathNot: ['^(api|domain|contracts|db|importer|documents)/', '^workflows/messages\\.ts$', ZALO_OAUTH, anyPackage],
      dependencyTypesNot: ['core'],
    },
  ),
  wall(
    'server-only-wires',
    'api/server.ts is a root: what the API may reach, and the settings.',
    { path: '^api/server\\.ts$' },
    {
      pathNot: ['^(api|domain|contracts|db|importer|documents)/', '^(workflows/messages|config)\\.ts$', anyPackage],
      dependencyTypesNot: ['core'],
    },
  ),
  wall(
    'api-runs-no-worker',
    'HTTP never waits for Temporal, and the API’s process never runs a workflow: the client is all it may hold.',
    folder('api'),
    { path: npm('@temporalio/(worker|workflow|activity)'), dependencyTypesNot: [TYPES] },
  ),
  wall('cli-goes-through-services', 'A command does what a page does: through the services.', folder('cli'), {
    pathNot: [
      '^(cli|api/services|importer|domain|contracts|dev/rehearsal|activities/mailbox)/',
      '^config\\.ts$',
      anyPackage,
    ],
    dependencyTypesNot: ['core'],
  }),
  wall(
    'cli-loads-rehearsal-on-demand',
    'Exception: `dondoc rehearse` drives dev/rehearsal/, which brings up servers of its own; loaded only when asked for, so that no other command pays for it or needs what it needs.',
    folder('cli'),
    { path: '^dev/rehearsal/', dynamic: false, dependencyTypesNot: [TYPES] },
  ),
  wall(
    'cli-reads-the-mailbox-on-demand',
    'Exception: `dondoc mailbox read` looks into the mailbox as the worker does; loaded only when asked for, so that no other command pays for it.',
    folder('cli'),
    { path: '^activities/mailbox/', dynamic: false, dependencyTypesNot: [TYPES] },
  ),
  wall(
    'web-knows-contracts-by-type',
    'Screens speak HTTP; of our code they share only the shape of answers.',
    folder('web'),
    {
      path: '^contracts/',
      dependencyTypesNot: [TYPES],
    },
  ),
  wall('web-speaks-http', 'Screens reach nothing of ours but types of contracts, and nothing of node.', folder('web'), {
    pathNot: ['^(web|contracts)/', anyPackage],
  }),
];

const everywhere = [
  wall(
    'production-knows-no-dev',
    'dev/, bench/ and test/ may lean on anything, so nothing that serves people leans on them (start.ts brings dev/ up).',
    { pathNot: ['^(dev|bench|test|cli)/', '^start\\.ts$', '^[^/]+\\.config\\.[jt]s$', TEST] },
    { path: '^(dev|bench|test)/' },
  ),
  wall(
    'faults-are-for-tests',
    'dev/faults/ kills, halts and lies on purpose: not even what `npm start` brings up may reach it.',
    { pathNot: ['^dev/(faults|chaos)/', '^test/', TEST] },
    { path: '^dev/(faults|chaos)/' },
  ),
  wall(
    'production-needs-no-dev-dependency',
    'The image is built by `npm ci --omit=dev`: what only the tests have would fail there, at night.',
    {
      path: '^((domain|contracts|workflows|activities|documents|db|api|importer|cli)/|(worker|config)\\.ts$)',
      pathNot: TEST,
    },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: [TYPES] },
  ),
  wall('nothing-imports-a-root', 'Roots read the environment and start things as they load.', {}, { path: ROOTS }),
  wall(
    'only-roots-read-settings',
    'All else takes its settings as arguments, or a test could not choose them.',
    { pathNot: [ROOTS, '^(cli|dev|test|bench)/', '^db/migrate\\.ts$', TEST] },
    { path: '^config\\.ts$' },
  ),
  wall(
    'settings-stand-alone',
    'config.ts is read first and must not start anything.',
    { path: '^config\\.ts$' },
    {
      path: '^(workflows|activities|documents|db|api|importer|cli|web)/',
      dependencyTypesNot: [TYPES],
    },
  ),
  wall('nothing-imports-a-test', 'What two tests share is a file of its own.', {}, { path: TEST }),
  wall(
    'no-circular',
    'Types too: two files that need each other are one file, or miss a third.',
    {},
    { circular: true },
  ),
  wall('not-unresolvable', 'What can’t be found can’t be checked.', {}, { couldNotResolve: true }),
];

module.exports = {
  forbidden: [...innerWalls, ...sideEffectWalls, ...edgeWalls, ...everywhere],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.dondoc|out|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
