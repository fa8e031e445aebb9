import type { Deadline, Indicator, Party, Plan, PlanDocument, PlanItem, PlanRound } from '../domain/plan.ts';

/** For tests: a plan of an invented province without any defect, and its parts, to be spoilt one at a time. */
export function inventedPlan(changes: Partial<Plan> = {}): Plan {
  return {
    format: 'dondoc.plan/1',
    document: {
      number: '45/KH-UBND',
      title: 'Triển khai công tác trẻ em năm 2026',
      issuer: 'Ủy ban nhân dân tỉnh An Hà',
      place: 'An Hà',
      date: '2026-02-03',
      signer: 'Nguyễn Văn Mẫu',
      year: 2026,
      basis: [{ ref: '28/NQ-CP', date: '2021-03-03' }],
    },
    references: [],
    lead: 'so-y-te',
    parties: [inventedParty('so-y-te', 'Sở Y tế', 40), inventedParty('so-giao-duc', 'Sở Giáo dục và Đào tạo', 44)],
    objectives: [{ no: '1', title: 'Chăm sóc sức khỏe', indicators: [inventedIndicator('1.1')] }],
    items: [inventedItem('so-y-te-1', 'so-y-te', 41), inventedItem('so-giao-duc-1', 'so-giao-duc', 45)],
    rounds: [inventedRound('nam', 77), leadRound(78)],
    findings: [],
    ...changes,
  };
}

export function withDocument(changes: Partial<PlanDocument>): Plan {
  const plan = inventedPlan();
  return { ...plan, document: { ...plan.document, ...changes } };
}

export function withItems(...items: PlanItem[]): Plan {
  const plan = inventedPlan();
  return { ...plan, items: [...plan.items, ...items] };
}

export function withIndicators(...indicators: Indicator[]): Plan {
  return inventedPlan({ objectives: [{ no: '1', title: null, indicators }] });
}

export function withRounds(...rounds: PlanRound[]): Plan {
  const plan = inventedPlan();
  return { ...plan, rounds: [...plan.rounds, ...rounds] };
}

export function inventedParty(id: string, name: string, line: number): Party {
  return {
    id,
    name,
    kind: 'agency',
    office: null,
    members: [],
    selector: null,
    requested: false,
    source: { line, quote: `${line - 39}. ${name}` },
  };
}

export function inventedIndicator(no: string, changes: Partial<Indicator> = {}): Indicator {
  return {
    no,
    text: 'Tỷ lệ trẻ em suy dinh dưỡng dưới 9%',
    targets: [{ op: '<', value: 9, value2: null, unit: '%', by: '2026-12-31', label: null }],
    owners: [{ party: 'so-y-te', role: 'report', scope: null }],
    source: { line: 17, quote: 'Tỷ lệ trẻ em suy dinh dưỡng' },
    ...changes,
  };
}

export function inventedItem(id: string, party: string, line: number, changes: Partial<PlanItem> = {}): PlanItem {
  return {
    id,
    party,
    with: [],
    track: 'line',
    title: `Tổ chức truyền thông về quyền trẻ em, phần việc ${id}`,
    indicators: [],
    product: null,
    offSystem: false,
    deadline: { kind: 'ongoing', text: 'thường xuyên trong năm' },
    also: [],
    source: { line, quote: 'Tổ chức truyền thông về quyền trẻ em' },
    ...changes,
  };
}

export function inventedRound(id: string, line: number, changes: Partial<PlanRound> = {}): PlanRound {
  return {
    id,
    name: 'Báo cáo năm',
    kind: 'annual',
    covers: 'items',
    from: 'members',
    to: ['so-y-te'],
    copies: [],
    deadline: before('2026-12-04', 'trước ngày 04/12/2026'),
    source: { line, quote: 'báo cáo năm trước ngày 04/12/2026' },
    ...changes,
  };
}

export function before(date: string, text: string): Deadline {
  return { kind: 'before', date, text };
}

function leadRound(line: number): PlanRound {
  return inventedRound('len-tren', line, {
    name: 'Báo cáo tổng hợp',
    covers: 'document',
    from: 'lead',
    to: ['Ủy ban nhân dân tỉnh An Hà'],
    deadline: before('2026-12-18', 'trước ngày 18/12/2026'),
  });
}
