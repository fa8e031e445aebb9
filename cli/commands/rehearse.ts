import type { Command } from 'commander';
import { pino } from 'pino';
import type { Rehearsal } from '../../dev/rehearsal/rehearse.ts';
import { derivedOf } from '../../domain/preview-year.ts';
import { longInstant, shortDate } from '../../domain/vietnamese.ts';
import { yearOption } from '../arguments.ts';
import { type PreviewDocument, previewDocument } from '../documents.ts';
import type { Output } from '../output.ts';
import { type InputOptions, yearOfPlan } from '../plan-inputs.ts';

interface Options extends InputOptions {
  year: number;
  behaviour: string;
  out?: string;
}

/** Stands for the tree of organisations where no file names one; a rehearsal's database is its own anyway. */
const NAMELESS_TENANT = 'dien-tap';

type RehearsalDocument = PreviewDocument & Omit<Rehearsal, 'entries' | 'envelopes'>;

/** `rehearse`: the same year on the real engine. Whatever differs from the preview makes the work fail. */
export function rehearse(parent: Command, output: Output): void {
  parent
    .command('rehearse')
    .description('diễn tập một năm trên hệ thống thật, rồi đối chiếu thư nhận được với bản xem trước')
    .argument('<tệp>', 'tệp kế hoạch dondoc.plan/1')
    .requiredOption('--year <năm>', 'năm diễn tập', yearOption)
    .option('--organisations <tệp>', 'tệp cơ quan (mặc định: organisations/ bên cạnh, cùng tên)')
    .option('--schedule <tệp>', 'tệp quyết định kích hoạt (mặc định: schedules/ bên cạnh, cùng tên)')
    .option('--behaviour <tên hoặc tệp>', 'silent, in-time, mixture hoặc một tệp', 'silent')
    .option('--out <thư mục>', 'nơi ghi các báo cáo tổng hợp docx và xlsx')
    .option('--json', 'in JSON')
    .action(async (file: string, options: Options) => {
      const { inputs, activation, derived, behaviour } = yearOfPlan(file, options, output.say);
      // Brings up servers of its own: loaded only now, so that no other command pays for it.
      const engine = await import('../../dev/rehearsal/rehearse.ts');
      const { entries, envelopes, ...result } = await engine.rehearse({
        activation,
        derived,
        behaviour,
        year: options.year,
        tenant: inputs.organisations?.tenant ?? NAMELESS_TENANT,
        out: options.out,
        log: pino({ level: process.env['DEBUG'] ? 'debug' : 'silent' }, pino.destination(2)),
        progress: output.say,
      });
      const ofYear = derivedOf(options.year, derived, entries);
      const document = { ...previewDocument(ofYear, { entries, envelopes }), ...result };
      output.print({ document: () => document, text: () => rehearsalLines(document, options) });
      if (!document.equalToPreview) process.exitCode = 1;
    });
}

function rehearsalLines(rehearsal: RehearsalDocument, { year, out }: Options): string[] {
  const { messages, envelopes, consolidated, difference, open } = rehearsal;
  return [
    `DIỄN TẬP NĂM ${year}: ${rehearsal.virtualDays} ngày trong ${rehearsal.realSeconds} giây, ${rehearsal.workflows} quy trình.`,
    `Máy chủ thư nhận được ${envelopes.length} thư mang ${messages.length} nội dung.`,
    rehearsal.equalToPreview
      ? 'KHỚP hoàn toàn với bản xem trước.'
      : `KHÔNG KHỚP với bản xem trước, ${difference.length} điểm khác:`,
    ...difference.map((line) => `  - ${line}`),
    '',
    'Báo cáo tổng hợp:',
    ...consolidated.map(
      ({ round, version, at, received, expected, docx }) =>
        `  - ${round}, bản ${version}, lập ${longInstant(Date.parse(at))}: nhận ${received}/${expected} báo cáo${out === undefined ? '' : `; ${docx}`}`,
    ),
    '',
    `Đến hết ngày ${shortDate(`${year}-12-31`)} còn ${open.length} việc chưa xong.`,
    ...open.map((id) => `  - ${id}`),
  ];
}
