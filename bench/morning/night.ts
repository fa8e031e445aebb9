import { type Activation, activationOf, type Obligation } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { derive } from '../../domain/derivation.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import type { Ladder, Rung } from '../../domain/rung.ts';
import { undecidedSchedule } from '../../domain/schedule.ts';
import { writeAheadMs } from '../../domain/slot.ts';
import { firstLadder } from '../../domain/subject.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { inventedItem, inventedParty, inventedPlan } from '../../importer/invented-plan.ts';

export const TENANT = 'ubnd-tinh-an-ha';
export const SENDER = { address: 'theo-doi@an-ha.example', messageIdDomain: 'an-ha.example' };
const LEAD = 'so-y-te';
/** A Tuesday: every obligation is due on the Thursday, and has its `before-2` in this morning's slot. */
const MORNING = '2026-06-09';
const DUE = '2026-06-11';
/** Seven working days before the new date is the same morning, so that what is moved is due in the same slot. */
export const MOVED_UNTIL = '2026-06-18';
export const SLOT = instantAt(MORNING, DEFAULT_POLICY.slotFrom);
/** When the members' last message was sent. */
export const LAST_MESSAGE = instantAt('2026-06-02', DEFAULT_POLICY.slotFrom);
/** When a person moves a date: the evening before, so that the new date's first message is the next morning's. */
export const EVENING = instantAt('2026-06-08', '20:00');
/** One in so many obligations is moved before the slot. */
const MOVED_EVERY = 20;

export interface NightSize {
  /** One obligation each. */
  rungs: number;
  /** Divides `rungs`. */
  recipients: number;
  /** The six hours before the slot are played in so many milliseconds of real time ... */
  nightMs: number;
  /** ... and end so long before it: the last minute of a real night, in which nothing wakes. */
  restMs: number;
}

/** One obligation with what it still has to say from this night on. */
export interface Due {
  obligation: Obligation;
  ladder: Ladder;
  /** Business instant at which its rung is written. */
  wakeAt: Instant;
  isMoved: boolean;
}

export interface Night extends NightSize {
  activation: Activation;
  due: Due[];
}

/** What a reader is to have received of one obligation, once. */
export const expectedEntry = ({ obligation, isMoved }: Due): string =>
  isMoved ? `${obligation.id} 2 before-7` : `${obligation.id} 1 before-2`;

/** A plan that asks every commune for as many documents as it takes, and the night before their reminder. */
export function inventedNight(size: NightSize): Night {
  if (size.rungs % size.recipients !== 0) throw new RangeError(`${size.rungs} rungs for ${size.recipients} recipients`);
  const activation = inventedActivation(size.recipients, size.rungs / size.recipients);
  const due = derive(activation).obligations.map((obligation, index): Due => {
    const rungs = firstLadder(obligation, activation).rungs.filter(({ at }) => at >= SLOT);
    const [next, ...later] = rungs;
    if (next?.id !== 'before-2') throw new TypeError(`${obligation.id} has ${next?.id ?? 'nothing'} that morning`);
    const tonight = compressed(next, size);
    return {
      obligation,
      ladder: { number: 1, rungs: [tonight, ...later], closesAt: null, endless: false },
      wakeAt: tonight.wakeAt,
      isMoved: index % MOVED_EVERY === 0,
    };
  });
  return { ...size, activation, due };
}

/** The same place in a shorter night. */
function compressed(rung: Rung, { nightMs, restMs }: NightSize): Rung {
  const ahead = (rung.at - rung.wakeAt) / writeAheadMs(DEFAULT_POLICY);
  return { ...rung, wakeAt: Math.round(rung.at - restMs - ahead * nightMs) };
}

function inventedActivation(communes: number, documents: number): Activation {
  const items = Array.from({ length: documents }, (_, index) =>
    inventedItem(`van-ban-${index + 1}`, 'cac-xa', 50 + index, {
      track: 'own',
      title: `Ban hành văn bản số ${index + 1} về công tác trẻ em trên địa bàn xã`,
      deadline: { kind: 'on-or-before', date: DUE, text: 'chậm nhất ngày 11/6/2026' },
    }),
  );
  const plan = inventedPlan({
    objectives: [],
    rounds: [],
    items,
    parties: [
      inventedParty(LEAD, 'Sở Y tế', 40),
      {
        ...inventedParty('cac-xa', 'Ủy ban nhân dân các xã', 44),
        kind: 'group',
        selector: { level: 'commune', except: [] },
      },
    ],
  });
  const organisations = [body(LEAD, 'Sở Y tế', 'department'), ...Array.from({ length: communes }, commune)];
  return activationOf({
    id: 'an-ha-2026',
    plan,
    organisations: { format: 'dondoc.organisations/1', tenant: TENANT, organisations },
    // A message five working days before the new date's first does not keep that one back.
    schedule: { ...undecidedSchedule('2026-03-02'), policy: { spreadMinutes: 0, quietAfterOpening: 3 } },
    calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS),
  });
}

const commune = (_: unknown, index: number): Organisation =>
  body(`xa-${String(index + 1).padStart(4, '0')}`, `Xã Mẫu số ${index + 1}`, 'commune');

function body(id: string, name: string, level: Organisation['level']): Organisation {
  return {
    ...{ id, name, shortName: name, aliases: [], code: null, level, parent: null, from: null, to: null },
    relation: level === 'commune' ? 'lower' : 'subordinate',
    succeededBy: [],
    contacts: [{ name: 'Vàng Thị Mẫu', role: 'focal', email: `dau-moi@${id}.example` }],
  };
}
