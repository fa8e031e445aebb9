import type { Command } from 'commander';
import { derivedOf } from '../../domain/preview-year.ts';
import { previewYear } from '../../domain/preview.ts';
import { undecidedOf } from '../../domain/undecided.ts';
import { yearOption } from '../arguments.ts';
import { previewDocument } from '../documents.ts';
import type { Output } from '../output.ts';
import { type InputOptions, yearOfPlan } from '../plan-inputs.ts';
import { previewSummary } from '../preview-summary.ts';
import { findingsOf } from './plan-check.ts';

/** `plan preview`: who gets what, when and why, before anybody is told anything. */
export function planPreview(parent: Command, output: Output): void {
  parent
    .command('preview')
    .description('xem trước một năm: ai nhận thư gì, ngày nào, vì sao')
    .argument('<tệp>', 'tệp kế hoạch dondoc.plan/1')
    .requiredOption('--year <năm>', 'năm xem trước', yearOption)
    .option('--organisations <tệp>', 'tệp cơ quan (mặc định: organisations/ bên cạnh, cùng tên)')
    .option('--schedule <tệp>', 'tệp quyết định kích hoạt (mặc định: schedules/ bên cạnh, cùng tên)')
    .option('--behaviour <tên hoặc tệp>', 'silent, in-time, mixture hoặc một tệp', 'silent')
    .option('--json', 'in JSON')
    .action((file: string, options: InputOptions & { year: number; behaviour: string }) => {
      const { year } = options;
      const { inputs, activation, derived: throughYear, behaviour } = yearOfPlan(file, options, output.say);
      const preview = previewYear(activation, throughYear, behaviour, year);
      const derived = derivedOf(year, throughYear, preview.entries);
      output.print({
        document: () => previewDocument(derived, preview),
        text: () =>
          previewSummary({
            ...{ activation, derived, preview, year, behaviour: options.behaviour },
            ...{ findings: findingsOf(inputs), undecided: undecidedOf(activation) },
          }),
      });
    });
}
