import { type Command, Option } from 'commander';
import { type Builds, buildsOf, makeBuildCurrent } from '../../api/services/build.ts';
import { readInstallation } from '../../api/services/connection.ts';
import type { Output } from '../output.ts';

/** `build [ID]`: which build of the worker gets the work, and which one is to get it from now on. */
export function build(parent: Command, output: Output): void {
  parent
    .command('build')
    .description('phiên bản bộ xử lý đang nhận việc, khi nhiều phiên bản chạy cùng lúc')
    .argument('[mã]', 'phiên bản nhận việc từ bây giờ (BUILD_ID của bộ xử lý)')
    .addOption(new Option('--none', 'giao việc lại cho bộ xử lý không ghi phiên bản'))
    .option('--json', 'in JSON')
    .action(async (id: string | undefined, { none = false }: { none?: boolean }) => {
      const installation = readInstallation(process.env, process.cwd());
      const wanted = none ? null : id;
      const builds = await (wanted === undefined ? buildsOf(installation) : makeBuildCurrent(installation, wanted));
      output.print({ document: () => builds, text: () => linesOf(builds) });
    });
}

function linesOf({ current, builds }: Builds): string[] {
  return [
    current === null
      ? 'Việc được giao cho bộ xử lý không ghi phiên bản.'
      : `Việc được giao cho bộ xử lý phiên bản “${current}”.`,
    ...(builds.length === 0 ? [] : [`Các phiên bản đã chạy: ${builds.map((one) => `“${one}”`).join(', ')}.`]),
  ];
}
