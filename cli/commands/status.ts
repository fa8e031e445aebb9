import type { Command } from 'commander';
import { type ObligationStatus, statusOf } from '../../api/services/status.ts';
import { Refusal } from '../../domain/errors.ts';
import type { LocalDate } from '../../domain/time.ts';
import { shortDate, STATE_LABELS, TIMELINESS_LABELS } from '../../domain/vietnamese.ts';
import { dateOption } from '../arguments.ts';
import { groupBy } from '../../domain/group-by.ts';
import { installationCommand, inTenants } from '../installation.ts';
import { columns, type Output } from '../output.ts';

interface Options {
  plan?: string;
  round?: string;
  overdue?: boolean;
  on?: LocalDate;
  tenant?: string;
}

/** `status`: what is owed, by whom, and where it stands. */
export function status(parent: Command, output: Output): void {
  installationCommand(parent, 'status')
    .description('tình hình các việc phải nộp')
    .option('--plan <mã>', 'chỉ một kế hoạch')
    .option('--round <mã>', 'chỉ một kỳ báo cáo')
    .option('--overdue', 'chỉ những việc đã qua ngày mốc mà chưa nhận được')
    .option('--on <ngày>', 'tình hình của một ngày (mặc định: hôm nay)', dateOption('--on'))
    .action(async ({ tenant, ...query }: Options) => {
      if (query.plan && query.round && !query.round.startsWith(`${query.plan}/`)) {
        throw new Refusal('usage', `Kỳ “${query.round}” không thuộc kế hoạch “${query.plan}”.`);
      }
      const found = await inTenants({ tenant, id: query.plan ?? query.round }, (context) => statusOf(context, query));
      const [reached, apart] = split(found.flat());
      // Whoever nothing reaches can't be called late: what is overdue is told without it.
      const obligations = query.overdue ? reached : found.flat();
      output.print({
        document: () => ({ obligations }),
        text: () => [...statusLines(obligations), ...apartLines(apart)],
      });
    });
}

const dateWords = (date: LocalDate | null): string => (date === null ? '–' : shortDate(date));

function split(list: ObligationStatus[]): [ObligationStatus[], ObligationStatus[]] {
  return [list.filter(({ unreachable }) => !unreachable), list.filter(({ unreachable }) => unreachable)];
}

function apartLines(apart: ObligationStatus[]): string[] {
  if (apart.length === 0) return [];
  const heading = `Chưa có đầu mối nhận được thư, không bị coi là chậm: ${apart.length} việc.`;
  return ['', heading, ...apart.map(({ id }) => `  ${id}`)];
}

function statusLines(list: ObligationStatus[]): string[] {
  if (list.length === 0) return ['Không có việc nào.'];
  const rows = list.map((one) => [
    one.id,
    STATE_LABELS[one.state],
    dateWords(one.targetDay),
    dateWords(one.named),
    dateWords(one.received),
    one.timeliness === null ? '–' : TIMELINESS_LABELS[one.timeliness],
  ]);
  const counted = [...groupBy(list, ({ state }) => state)].map(
    ([state, some]) => `${some.length} ${STATE_LABELS[state]}`,
  );
  return [
    ...columns([['Việc phải nộp', 'Tình hình', 'Gửi chậm nhất', 'Ngày mốc', 'Nhận ngày', 'Đánh giá'], ...rows]),
    '',
    `${list.length} việc: ${counted.join(', ')}.`,
  ];
}
