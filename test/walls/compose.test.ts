import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPO } from './planted-tree.ts';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  profiles?: string[];
  restart: string;
  ports?: unknown[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  networks: string[];
  volumes?: string[];
}

const read = (name: string): string => readFileSync(path.join(REPO, name), 'utf8');
const source = read('docker-compose.yml');
const file = parse(source, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
};
const services = Object.entries(file.services);
const service = (name: string): Service => {
  const found = file.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};

/** Ends when its work is done; all else stays up. */
const isOneShot = (name: string): boolean =>
  services.some(([, other]) => other.depends_on?.[name]?.condition === 'service_completed_successfully');

describe('docker-compose.yml: what can be reached', () => {
  it('publishes ports on the loopback only', () => {
    const open = services.flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => typeof port !== 'string' || !port.startsWith('127.0.0.1:')).map((port) => [name, port]),
    );
    expect(open).toEqual([]);
  });

  it('keeps the databases and Temporal on the network that has no way in or out', () => {
    expect(file.networks['inside']?.internal).toBe(true);
    for (const name of ['postgres', 'temporal', 'migrate', 'temporal-schema', 'temporal-namespace']) {
      expect(service(name).networks, name).toEqual(['inside']);
      expect(service(name).ports, name).toBeUndefined();
    }
    expect(source).not.toMatch(/network_mode|privileged: true/);
  });

  it('lets nobody change a workflow through Temporal’s pages', () => {
    const ui = service('temporal-ui');
    expect(ui.environment?.['TEMPORAL_DISABLE_WRITE_ACTIONS']).toBe('true');
    expect(ui.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });

  it('brings the mail catcher up only when asked for', () => {
    expect(service('mailpit').profiles).toEqual(['dev']);
  });
});

describe('docker-compose.yml: secrets', () => {
  const settings = services.flatMap(([name, { environment = {} }]) =>
    Object.entries(environment).map(([key, value]) => ({ name, key, value })),
  );

  it('takes every password from the environment and refuses to start without', () => {
    // Zalo may be left out altogether: its settings may be blank, and never have a default.
    const secrets = settings.filter(({ key }) => /^(?!ZALO_).*(PASSWORD|PWD|SECRET|TOKEN|SMTP_URL)/.test(key));
    expect(secrets.length).toBeGreaterThan(5);
    for (const { name, key, value } of secrets) expect(value, `${name} ${key}`).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
  });

  it('has no password in a URL but by the environment', () => {
    const urls = settings.filter(({ value }) => /:\/\/.*@/.test(value));
    expect(urls.length).toBeGreaterThan(1);
    for (const { name, key, value } of urls) {
      expect(value, `${name} ${key}`).toMatch(/^\w+:\/\/\w+:\$\{[A-Z_]+:\?[^}]+\}@/);
    }
  });

  it('has no default for anything asked of the operator', () => {
    expect(source).not.toMatch(/\$\{\w+:?-/);
  });

  it('asks for nothing that deploy/env.example does not name', () => {
    const asked = new Set([...source.matchAll(/\$\{(\w+):\?/g)].map((match) => match[1]));
    const named = new Set([...read('deploy/env.example').matchAll(/^(\w+)=$/gm)].map((match) => match[1]));
    expect([...asked].sort()).toEqual([...named].sort());
  });

  it('tells the owner’s password to the migration alone', () => {
    const knows = settings.filter(({ name, value }) => name !== 'postgres' && value.includes('DONDOC_OWNER_PASSWORD'));
    expect(knows.map(({ name }) => name)).toEqual(['migrate']);
    const superuser = settings.filter(({ value }) => value.includes('{POSTGRES_PASSWORD'));
    expect(superuser.map(({ name }) => name)).toEqual(['postgres']);
  });
});

describe('docker-compose.yml: staying up', () => {
  it('has a health check and a restart for every service that stays', () => {
    for (const [name, { healthcheck, restart }] of services.filter(([key]) => !isOneShot(key))) {
      expect(healthcheck?.test.length, `${name} has no health check`).toBeGreaterThan(1);
      expect(restart, name).toBe('unless-stopped');
    }
  });

  it('prepares schemas and namespace before anything that needs them', () => {
    expect(services.filter(([name]) => isOneShot(name)).map(([name]) => name)).toEqual([
      'migrate',
      'temporal-schema',
      'temporal-namespace',
    ]);
    for (const name of ['worker', 'api']) {
      expect(Object.keys(service(name).depends_on ?? {}), name).toEqual(['migrate', 'temporal-namespace']);
    }
  });

  it('keeps PostgreSQL’s data where version 18 puts it', () => {
    expect(service('postgres').volumes).toContain('postgres:/var/lib/postgresql');
  });
});

describe('docker-compose.yml: what runs', () => {
  it('names an exact version of every image, and none for musl where our code runs', () => {
    for (const [name, { image, build }] of services) {
      if (build) continue;
      expect(image, name).toMatch(/:v?\d+(\.\d+)*(-bookworm)?(@sha256:[0-9a-f]{64})?$/);
    }
    expect(read('Dockerfile')).toMatch(/^FROM node:\d+-bookworm-slim$/m);
  });

  it('runs the Temporal that the tests run', () => {
    const version = /TEMPORAL_VERSION = '([\d.]+)'/.exec(read('dev/temporal-binary.ts'))?.[1];
    expect(version).toBeDefined();
    expect(service('temporal').image).toBe(`temporalio/server:${version}`);
    expect(service('temporal-schema').image).toBe(`temporalio/admin-tools:${version}`);
  });

  it('runs the programs that the npm scripts run', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [name, script] of [
      ['worker', 'worker'],
      ['api', 'api'],
      ['migrate', 'migrate'],
    ] as const) {
      const [program, flag, loader, entry] = service(name).command ?? [];
      expect([program, flag, loader], name).toEqual(['node', '--import', 'tsx']);
      expect(scripts[script], name).toBe(`tsx ${entry}`);
    }
  });

  it('mounts only what is in the repository', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    for (const mount of mounts.filter((name) => name.startsWith('.'))) {
      expect(existsSync(path.join(REPO, mount)), mount).toBe(true);
    }
  });

  it('keeps the rehearsal’s clock settings away from the live server', () => {
    const settings = parse(read('deploy/temporal/dynamicconfig.yaml')) as Record<string, unknown>;
    expect(Object.keys(settings)).toEqual(['limit.maxIDLength']);
  });
});

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('installs by the lockfile, without what only tests need', () => {
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    expect(dependencies, 'tsx runs the programs in the image').toHaveProperty('tsx');
  });

  it('runs as nobody special, and holds no secret', () => {
    expect(/^USER (.+)$/m.exec(dockerfile)?.[1]).toBe('node');
    expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(PASSWORD|SECRET|TOKEN|_URL)/m);
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['.git', '.env*', 'node_modules', '.dondoc']),
    );
  });
});
