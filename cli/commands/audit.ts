import type { Command } from 'commander';
import { verifyAudit } from '../../api/services/audit.ts';
import { installationCommand, inTenants } from '../installation.ts';
import type { Output } from '../output.ts';

/** `audit verify`: there is no chain over the log yet, and nothing unproved is told as proved. */
export function auditVerify(parent: Command, output: Output): void {
  const audit = parent.command('audit').description('nhật ký');
  installationCommand(audit, 'verify')
    .description('kiểm tra nhật ký có bị sửa đổi không')
    .action(async ({ tenant }: { tenant?: string }) => {
      const verdicts = await inTenants({ tenant }, verifyAudit);
      const entries = verdicts.reduce((sum, verdict) => sum + verdict.entries, 0);
      const verdict = { entries, ok: false, brokenAt: null };
      output.print({
        document: () => verdict,
        text: () => [`Nhật ký có ${entries} dòng; chưa có chuỗi băm nên chưa chứng minh được là không bị sửa đổi.`],
      });
      if (output.json) output.say('Nhật ký chưa có chuỗi băm nên chưa chứng minh được là không bị sửa đổi.');
      process.exitCode = 1;
    });
}
