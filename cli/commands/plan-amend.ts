import type { Command } from 'commander';
import { type Amended, amendPlan, proposeAmendment } from '../../api/services/amend.ts';
import type { Amendment } from '../../domain/amendment.ts';
import { longDate } from '../../domain/vietnamese.ts';
import { wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import { type Output, wrapped } from '../output.ts';
import { type InputOptions, readInputs } from '../plan-inputs.ts';
import { Refusal } from '../../domain/errors.ts';

interface Options extends InputOptions {
  schedule: string;
  basis: string;
  by: string;
  dryRun?: boolean;
  tenant?: string;
}

/** `plan amend`: what an amendment would move, cancel and open; and then, by the document it rests on, doing it. */
export function planAmend(parent: Command, output: Output): void {
  installationCommand(parent, 'amend')
    .description('điều chỉnh kế hoạch đang hoạt động: xem trước thay đổi, rồi áp dụng')
    .argument('<tệp>', 'tệp kế hoạch dondoc.plan/1')
    .requiredOption('--schedule <tệp>', 'tệp quyết định dondoc.schedule/1 đã điều chỉnh')
    .option('--organisations <tệp>', 'tệp cơ quan (mặc định: organisations/ bên cạnh, cùng tên)')
    .requiredOption('--basis <văn bản>', 'văn bản làm căn cứ', wordsOption('--basis'))
    .requiredOption('--by <người>', 'người quyết định', wordsOption('--by'))
    .option('--dry-run', 'chỉ cho biết sẽ thay đổi gì, không áp dụng')
    .action(async (file: string, options: Options) => {
      const { id, plan, schedule, organisations } = readInputs(file, options, output.say);
      if (!schedule) throw new Refusal('schedule-missing', `Không đọc được tệp quyết định “${options.schedule}”.`);
      const { basis, by, tenant } = options;
      const changed = { plan, schedule, organisations: organisations?.organisations ?? null, basis };
      const amended = await inOneTenant({ tenant, id }, (context) =>
        options.dryRun ? proposeAmendment(context, id, changed) : amendPlan(context, id, changed, by),
      );
      output.print({
        document: () => documentOf(amended, !options.dryRun),
        text: () => linesOf(amended, !options.dryRun),
      });
    });
}

const documentOf = ({ plan, version, amendment }: Amended, applied: boolean) => ({
  plan,
  version,
  applied,
  kept: amendment.kept.length,
  changed: amendment.changed.map(({ obligation, shift, itemsAdded, itemsRemoved }) => ({
    id: obligation.id,
    from: shift?.from?.targetDay ?? null,
    to: (shift ? shift.to : obligation.deadline)?.targetDay ?? null,
    itemsAdded,
    itemsRemoved,
  })),
  cancelled: amendment.cancelled,
  added: amendment.added.map(({ id }) => id),
  rounds: {
    changed: amendment.roundsChanged.map(({ id }) => id),
    added: amendment.roundsAdded.map(({ id }) => id),
    cancelled: amendment.roundsCancelled,
  },
});

function linesOf({ plan, version, amendment }: Amended, applied: boolean): string[] {
  const { kept, changed, cancelled, added } = amendment;
  const head = applied
    ? `Đã điều chỉnh kế hoạch “${plan}”, bản thứ ${version}.`
    : `Nếu điều chỉnh, kế hoạch “${plan}” sẽ thay đổi như sau (chưa áp dụng):`;
  return [
    head,
    `  Giữ nguyên: ${kept.length} việc; đổi: ${changed.length}; thôi theo dõi: ${cancelled.length}; thêm mới: ${added.length}.`,
    ...roundLines(amendment),
    ...changed.flatMap(({ obligation, shift }) => {
      const days = shift ? ` từ ${dayOf(shift.from?.targetDay)} sang ${dayOf(shift.to?.targetDay)}` : ' đổi nội dung';
      return wrapped(`${obligation.id}:${days}`, '  - ');
    }),
    ...cancelled.flatMap((one) => wrapped(`${one}: thôi theo dõi`, '  - ')),
    ...added.flatMap((one) => wrapped(`${one.id}: thêm mới, gửi chậm nhất ${dayOf(one.deadline?.targetDay)}`, '  - ')),
  ];
}

function roundLines({ roundsAdded, roundsChanged, roundsCancelled }: Amendment): string[] {
  return [
    ...roundsAdded.flatMap(({ name, opensOn }) => wrapped(`${name}: kỳ mới, mở ${longDate(opensOn)}`, '  - ')),
    ...roundsChanged.flatMap(({ name, opensOn, deadline }) =>
      wrapped(`${name}: mở ${longDate(opensOn)}, gửi chậm nhất ${longDate(deadline.targetDay)}`, '  - '),
    ),
    ...roundsCancelled.flatMap((id) => wrapped(`${id}: không tổ chức nữa`, '  - ')),
  ];
}

const dayOf = (day: string | undefined): string => (day === undefined ? 'chưa có ngày' : longDate(day));
