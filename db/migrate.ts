import { enableApplicationRole, migrateDatabase } from './migration.ts';

/** The one-shot of a deployment: DATABASE_OWNER_URL is needed, DATABASE_APP_PASSWORD lets the application's role in. */
const ownerUrl = process.env['DATABASE_OWNER_URL'];
if (!ownerUrl) {
  process.stderr.write('DATABASE_OWNER_URL is not set\n');
  process.exit(2);
}
await migrateDatabase(ownerUrl);
const password = process.env['DATABASE_APP_PASSWORD'];
if (password) await enableApplicationRole(ownerUrl, password);
process.stdout.write('database is up to date\n');
