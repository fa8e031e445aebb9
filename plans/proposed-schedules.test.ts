import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { activationOf } from '../domain/activation.ts';
import { calendarOf } from '../domain/calendar.ts';
import { derive } from '../domain/derivation.ts';
import { acceptingSchedule } from '../domain/proposed-schedule.ts';
import { undecidedOf } from '../domain/undecided.ts';
import { WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { readOrganisationsFile, readPlanFile, readScheduleFile } from '../importer/plan-file.ts';
import { refuseUnready } from '../api/services/readiness.ts';

const PLANS = import.meta.dirname;
const stems = readdirSync(PLANS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => path.basename(name, '.yaml'));

const inputsOf = (id: string) => ({
  id,
  plan: readPlanFile(path.join(PLANS, `${id}.yaml`)),
  organisations: readOrganisationsFile(path.join(PLANS, 'organisations', `${id}.yaml`)),
  calendar: calendarOf(1, WORKING_DAY_ROWS),
});

/** All that a later year needs is in the table of working days for these. */
const YEARS = [0, 1, 2];

describe.each(stems)('%s', (stem) => {
  const inputs = inputsOf(stem);
  const { year } = inputs.plan.document;

  it.each([true, false])('accepting every proposal by name changes nothing (bodies of the file: %s)', (known) => {
    const given = { ...inputs, organisations: known ? inputs.organisations : null, year };
    const undecided = activationOf({ ...given, schedule: null });
    const schedule = acceptingSchedule(undecided);
    const accepted = activationOf({ ...given, schedule });
    for (const later of YEARS.filter((one) => year + one <= 2026)) {
      expect(JSON.stringify(derive(accepted, year + later))).toBe(JSON.stringify(derive(undecided, year + later)));
    }
    expect(derive(undecided).obligations.length).toBeGreaterThan(5);
  });

  it('leaves to a person who approves, and what nobody can propose', () => {
    const undecided = activationOf({ ...inputs, schedule: null, year });
    const left = undecidedOf(activationOf({ ...inputs, schedule: acceptingSchedule(undecided) }));
    const unnamed = undecidedOf(undecided).filter(({ code }) => code === 'item-event');
    expect(left.filter(({ blocks }) => blocks).map(({ at }) => at)).toEqual([
      ...unnamed.map(({ at }) => at),
      'approval',
    ]);
  });

  it('is ready with its own schedule, or else only its number and date are blank and nobody has approved it', () => {
    const { plan, organisations } = inputs;
    const schedule = readScheduleFile(path.join(PLANS, 'schedules', `${stem}.yaml`), { plan, organisations });
    const activation = activationOf({ ...inputs, schedule });
    if (plan.document.number !== null) {
      expect(() => refuseUnready(activation)).not.toThrow();
      return;
    }
    expect(() => refuseUnready(activation)).toThrow(/để trống số, ký hiệu.*; còn 02 điểm khác/);
  });
});

it('signed are Cà Mau, Kon Tum and Sơn La', () => {
  const signed = stems.filter((stem) => inputsOf(stem).plan.document.number !== null);
  expect(signed).toEqual(['ca-mau-2017', 'kon-tum-2021', 'son-la-2025']);
});
