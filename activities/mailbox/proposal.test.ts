import { expect, it } from 'vitest';
import { type Known, proposeFor } from './proposal.ts';

const owed = (id: string, organisation: string, changes: { plan?: string; isOpen?: boolean } = {}) => ({
  ...{
    id,
    organisation,
    plan: changes.plan ?? 'a',
    planNumber: null,
    name: 'Báo cáo năm',
    organisationName: organisation,
  },
  isOpen: changes.isOpen ?? true,
});
const plans = [
  { plan: 'a', number: '123/KH-UBND' },
  { plan: 'b', number: '45/KH-UBND' },
  { plan: 'c', number: null },
];
const propose = (known: Partial<Known>) => {
  const { candidates, plan, why } = proposeFor({
    subject: '',
    fromThread: [],
    fromSender: [],
    senders: [],
    plans,
    ...known,
  });
  return { ids: candidates.map(({ id }) => id), plan, why: why.length };
};

it('the thread says most; of several bodies in it the sender’s, of its obligations the open ones', () => {
  const fromThread = [owed('1', 'x'), owed('2', 'y', { isOpen: false }), owed('3', 'y')];
  expect(propose({ fromThread, senders: ['y'], fromSender: [owed('9', 'y')] })).toEqual({
    ids: ['3'],
    plan: 'a',
    why: 2,
  });
  expect(propose({ fromThread: [owed('2', 'y', { isOpen: false })] }).ids).toEqual(['2']);
});

it('else what the sender’s body owes, narrowed by the plan’s number in the subject', () => {
  const fromSender = [owed('1', 'x'), owed('2', 'x', { plan: 'b' })];
  expect(propose({ fromSender, senders: ['x'] })).toEqual({ ids: ['1', '2'], plan: null, why: 1 });
  const subject = 'V/v báo cáo theo KH 45 / KH-UBND ngày 02/3';
  expect(propose({ fromSender, senders: ['x'], subject })).toEqual({ ids: ['2'], plan: 'b', why: 2 });
});

it('a number that stands alone names the plan, and a longer number is another', () => {
  expect(propose({ subject: 'Báo cáo thực hiện 123/KH-UBND' })).toEqual({ ids: [], plan: 'a', why: 1 });
  expect(propose({ subject: 'Báo cáo thực hiện 2123/KH-UBND' })).toEqual({ ids: [], plan: null, why: 0 });
  expect(propose({ subject: 'Báo cáo thực hiện 123/KH-UBNDTP' }).plan).toBeNull();
});
