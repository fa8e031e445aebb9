import { inject } from 'vitest';
import { describe, expect, it } from 'vitest';
import { Breach } from '../../dev/chaos/breach.ts';
import { scenarioOf } from '../../dev/chaos/generate.ts';
import { runScenario } from '../../dev/chaos/run.ts';
import type { Scenario } from '../../dev/chaos/scenario.ts';
import { ownDatabase } from '../../dev/chaos/servers.ts';
import type { Planted } from '../../dev/chaos/world.ts';

const SEED = 4;

/** Runs the seed without its own faults, on a product with one of ours, and tells what it is found by. */
async function found(planted: Planted, changes: Partial<Scenario> = {}): Promise<Breach> {
  const own = await ownDatabase({
    postgresUrl: inject('postgresOwnerUrl'),
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: inject('temporalNamespace'),
  });
  try {
    await runScenario({ ...scenarioOf(SEED), faults: [], ...changes }, own, planted);
  } catch (error) {
    if (error instanceof Breach) return error;
    throw error;
  } finally {
    await own.stop();
  }
  throw new Error('nothing was found');
}

/** Runs before or after each row that is written, in the database itself: a product that is wrong in this one thing. */
const onWriting = (when: string, table: string, body: string): Planted => ({
  database: `
    create function planted() returns trigger language plpgsql security definer as $$ begin ${body} end $$;
    create trigger planted ${when} on ${table} for each row execute function planted();`,
});

/** A ladder as it is stored, with one rung on another day: a wrong rule in the engine alone. */
const moved = (rung: string, days: number): string => `
  new.ladder := jsonb_set(new.ladder, '{rungs}', coalesce((
    select jsonb_agg(case when rung->>'id' = '${rung}' then rung || jsonb_build_object(
      'at', (rung->>'at')::bigint + ${days} * 86400000, 'wakeAt', (rung->>'wakeAt')::bigint + ${days} * 86400000)
      else rung end order by place)
    from jsonb_array_elements(new.ladder->'rungs') with ordinality as each(rung, place)), '[]'));
  return new;`;

const invariantsOf = ({ findings }: Breach): string[] => [...new Set(findings.map(({ invariant }) => invariant))];

describe(
  'what the scenarios are for: each planted fault is found, named by seed and invariant',
  { timeout: 240_000 },
  () => {
    it('nothing planted: nothing found', async () => {
      await expect(found({})).rejects.toThrow('nothing was found');
    });

    it('I2: a message that the mail server swallowed', async () => {
      let swallowed = 0;
      const breach = await found({ inbox: { swallow: () => swallowed++ === 3 } });
      expect(invariantsOf(breach)).toEqual(['I2']);
      expect(breach.message).toMatch(/^seed 4 fails at 20\d\d-.*\n {2}I2: .* is sent, and was never received/);
    });

    it('I1: a message that came twice', async () => {
      let sent = 0;
      const breach = await found({ inbox: { twice: () => sent++ === 3 } });
      expect(invariantsOf(breach)).toEqual(['I1']);
      expect(breach.message).toMatch(/came twice, without need/);
    });

    it('I1: a dispatcher that looks at no lease', async () => {
      const scenario = scenarioOf(SEED);
      const faults = scenario.acts.slice(0, 6).map(({ at }) => ({ kind: 'sender-dawdles' as const, at, delay: 0 }));
      await expect(found({}, { faults })).rejects.toThrow('nothing was found');
      const lease = `new.lease_until := '2000-01-01'; return new;`;
      const breach = await found(onWriting('before insert or update', 'envelopes', lease), { faults });
      expect(invariantsOf(breach)).toContain('I1');
      expect(breach.message).toMatch(/came twice, without need/);
    });

    it('I1: a rung that nobody writes', async () => {
      const breach = await found(
        onWriting('before insert', 'notifications', `if new.rung = 'before-2' then return null; end if; return new;`),
      );
      expect(invariantsOf(breach)).toEqual(['I1']);
      expect(breach.message).toMatch(/before-2\/0 was due .*, and has no row/);
    });

    it('I3: a rung after the acceptance', async () => {
      const after = `
      if new.decision = 'accepted' and old.decision <> 'accepted' then
        insert into notifications (tenant, plan, obligation, ladder, rung, occurrence, channel, recipient, organisation, send_at)
        values (new.tenant, new.plan, new.id, new.ladder_number, 'late-1', 0, 'email', 'x@y.example', new.organisation, '2027-03-01');
      end if; return new;`;
      const breach = await found(onWriting('after update', 'obligations', after));
      expect(invariantsOf(breach)).toContain('I3');
      expect(breach.message).toMatch(/late-1\/0 was written after .*, when it was settled/);
    });

    it('I4: somebody called late a week early', async () => {
      const breach = await found(onWriting('before insert', 'ladders', moved('late-1', -7)));
      expect(invariantsOf(breach)).toContain('I4');
    });

    it('I6: a promise that the log says nothing of', async () => {
      const silent = `if new.action in ('obligation.promise', 'obligation.submit') then return null; end if; return new;`;
      const breach = await found(onWriting('before insert', 'audit_log', silent));
      expect(invariantsOf(breach)).toContain('I6');
    });

    it('I7: a word to a workflow that is lost', async () => {
      const lost = `if new.message->>'kind' = 'obligation-fact' then new.delivered_at := now(); end if; return new;`;
      const breach = await found(onWriting('before insert', 'outbox', lost));
      expect(invariantsOf(breach)).toContain('I7');
    });

    it('I8: a table without its wall between tenants', async () => {
      const breach = await found({ database: 'alter table notifications disable row level security' });
      expect(invariantsOf(breach)).toContain('I8');
    });

    it('equality: a reminder that is planned for another day', async () => {
      const breach = await found(onWriting('before insert', 'ladders', moved('before-2', -1)));
      expect(invariantsOf(breach)).toEqual(['equality']);
      expect(breach.message).toMatch(/was foretold and never came: .* before-2/);
    });
  },
);
