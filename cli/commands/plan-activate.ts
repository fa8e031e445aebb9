import type { Command } from 'commander';
import { activatePlan } from '../../api/services/activate.ts';
import { type Connection, contextFor, contextOf } from '../../api/services/connection.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { refuseUnready } from '../../api/services/readiness.ts';
import { activationOf } from '../../domain/activation.ts';
import { derive } from '../../domain/derivation.ts';
import { undecidedOf } from '../../domain/undecided.ts';
import { wordsOption } from '../arguments.ts';
import { obligationDocument, roundDocument } from '../documents.ts';
import { installationCommand, withConnection } from '../installation.ts';
import { obligationLines } from '../obligation-lines.ts';
import type { Output } from '../output.ts';
import { type InputOptions, type PlanInputs, readInputs, shippedCalendar } from '../plan-inputs.ts';

interface Options extends InputOptions {
  schedule: string;
  by: string;
  tenant?: string;
}

/** `plan activate`: from here on the plan acts by itself, so its schedule has to be somebody's decision. */
export function planActivate(parent: Command, output: Output): void {
  installationCommand(parent, 'activate')
    .description('kích hoạt kế hoạch theo quyết định của cơ quan đầu mối')
    .argument('<tệp>', 'tệp kế hoạch dondoc.plan/1')
    .requiredOption('--schedule <tệp>', 'tệp quyết định kích hoạt dondoc.schedule/1')
    .requiredOption('--by <người>', 'người kích hoạt', wordsOption('--by'))
    .option('--organisations <tệp>', 'tệp cơ quan (mặc định: organisations/ bên cạnh, cùng tên)')
    .action(async (file: string, options: Options) => {
      const inputs = readInputs(file, options, output.say);
      const activation = activationOf({ ...inputs, calendar: shippedCalendar() });
      refuseUnready(activation, { plan: file, schedule: options.schedule });
      const activated = await withConnection(async (connection) =>
        activatePlan(await tenantFor(connection, inputs, options.tenant), activation, options.by),
      );
      for (const { message } of undecidedOf(activation)) output.say(message);
      const derived = derive(activation);
      const document = {
        plan: activated.plan,
        version: activated.version,
        rounds: derived.rounds.map(roundDocument),
        obligations: derived.obligations.map(obligationDocument),
      };
      output.print({
        document: () => document,
        text: () => [
          `Đã kích hoạt kế hoạch “${document.plan}”: ${document.rounds.length} kỳ báo cáo, ` +
            `${document.obligations.length} việc phải nộp.`,
          ...obligationLines(document.obligations),
        ],
      });
    });
}

/** The tree that the organisations file names may be new: activation is what brings a tenant into being. */
async function tenantFor(
  connection: Connection,
  { organisations }: PlanInputs,
  named: string | undefined,
): Promise<ServiceContext> {
  const tenant = named ?? organisations?.tenant ?? connection.installation.tenant;
  return tenant === null ? contextFor(connection, {}) : contextOf(connection, tenant);
}
