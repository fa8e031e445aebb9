import { describe, expect, it } from 'vitest';
import type { CaughtMail } from '../../dev/inbox/inbox.ts';
import type { Rehearsal } from '../../dev/rehearsal/rehearse.ts';
import { DAY_MS } from '../../domain/time.ts';
import { asOwner, type TestDatabase } from '../support/database.ts';
import { rehearseHere, type Rehearsing } from '../support/rehearsing.ts';
import { SMALL, smallPlan } from '../support/small-plan.ts';

/** The reminder of Tue 3/6 on the document due on Thu 5/6. */
const REMINDER = `${SMALL.document}#1#before-2#0`;
const LINE = `2025-06-03T08:04:00+07:00 email dau-moi@thu-nhat.example ${REMINDER}`;
const LETTER = LINE.replace(REMINDER, `[${REMINDER}]`);

const rehearseSmall = (planted: Partial<Rehearsing>): Promise<Rehearsal> =>
  rehearseHere({ activation: smallPlan(), tenant: SMALL.tenant, year: SMALL.year, behaviour: 'silent', ...planted });

const isReminder = (mail: CaughtMail): boolean =>
  mail.entries.some(({ obligation, rung }) => obligation === SMALL.document && rung === 'before-2');

describe('what a rehearsal is for: each planted fault is found, and named', () => {
  it('nothing planted: nothing found', async () => {
    const { equalToPreview, difference, workflows } = await rehearseSmall({});
    expect({ equalToPreview, difference }).toEqual({ equalToPreview: true, difference: [] });
    // The plan, its round, two of their own, four reports, and the lead's.
    expect(workflows).toBe(9);
  });

  it('a message that the mail server swallowed', async () => {
    const { equalToPreview, difference } = await rehearseSmall({ faults: { inbox: { swallow: isReminder } } });
    expect(equalToPreview).toBe(false);
    expect(difference).toEqual([
      `thông báo có trong xem trước, không nhận được: ${LINE}`,
      `thư có trong xem trước, không nhận được: ${LETTER}`,
    ]);
  });

  it('a message that came twice', async () => {
    const { equalToPreview, difference } = await rehearseSmall({ faults: { inbox: { twice: isReminder } } });
    expect(equalToPreview).toBe(false);
    expect(difference).toEqual([
      `thông báo nhận được, không có trong xem trước: ${LINE}`,
      `thư nhận được, không có trong xem trước: ${LETTER}`,
    ]);
  });

  it('a rung that the workflow was given a day late', async () => {
    const { equalToPreview, difference } = await rehearseSmall({ prepare: moveReminder });
    expect(equalToPreview).toBe(false);
    // The minute is a hash of recipient and day, so it differs too.
    const day = (line: string): string => line.replace(/T\S+/, '');
    expect(difference.map(day)).toEqual(
      [
        `thông báo có trong xem trước, không nhận được: ${LINE}`,
        `thông báo nhận được, không có trong xem trước: ${LINE.replace('06-03', '06-04')}`,
        `thư có trong xem trước, không nhận được: ${LETTER}`,
        `thư nhận được, không có trong xem trước: ${LETTER.replace('06-03', '06-04')}`,
      ].map(day),
    );
  });

  it('an engine that runs under another policy than the preview', async () => {
    const policy = { lateHeadAfter: 3 };
    const { equalToPreview, difference } = await rehearseSmall({
      faults: {
        engine: (activation) => ({
          ...activation,
          schedule: { ...activation.schedule, policy },
          policy: { ...activation.policy, ...policy },
        }),
      },
    });
    expect(equalToPreview).toBe(false);
    expect(difference.filter((line) => !line.includes('#late-head#'))).toEqual([]);
    // Three reports and the document; the body that is asked has no such rung.
    expect(difference.filter((line) => line.startsWith('thông báo nhận được'))).toHaveLength(4);
  });
});

/** Changes the ladder as it is stored, the way a wrong rule in the engine alone would. */
async function moveReminder({ ownerUrl }: TestDatabase): Promise<void> {
  const later = (field: string): string => `'${field}', (rung->>'${field}')::bigint + ${DAY_MS}`;
  await asOwner(ownerUrl, (sql) =>
    sql.unsafe(`
      create function move_reminder() returns trigger language plpgsql as $$
      begin
        new.ladder := jsonb_set(new.ladder, '{rungs}', (
          select jsonb_agg(case when rung->>'id' = 'before-2'
            then rung || jsonb_build_object(${['at', 'wakeAt'].map(later).join(', ')})
            else rung end order by place)
          from jsonb_array_elements(new.ladder->'rungs') with ordinality as each(rung, place)));
        return new;
      end $$;
      create trigger move_reminder before insert on ladders for each row
        when (new.obligation = '${SMALL.document}') execute function move_reminder();
    `),
  );
}
