import type { Command } from 'commander';
import { pino } from 'pino';
import { contextFor } from '../../api/services/connection.ts';
import { Refusal } from '../../domain/errors.ts';
import { installationCommand, withConnection } from '../installation.ts';
import type { Output } from '../output.ts';

/** `mailbox read`: one look into the mailbox, as the worker takes every minute. */
export function mailboxRead(parent: Command, output: Output): void {
  const mailbox = parent.command('mailbox').description('hộp thư nhận trả lời và thư trả lại');
  installationCommand(mailbox, 'read')
    .description('đọc ngay những thư mới trong hộp thư')
    .action(async ({ tenant }: { tenant?: string }) => {
      const pass = await withConnection(async (connection) => {
        const { imapUrl, imapFolder: folder, mailReturnPath: returnPath, clockShift } = connection.installation;
        if (imapUrl === null)
          throw new Refusal('setting-missing', 'Chưa đặt biến môi trường IMAP_URL: chưa biết hộp thư nào để đọc.');
        const context = await contextFor(connection, { tenant });
        const { readMailbox } = await import('../../activities/mailbox/read.ts');
        const log = pino({ level: 'warn' }, pino.destination(2));
        const whose = { database: connection.database, tenant: context.tenant, log };
        return readMailbox({ ...whose, url: imapUrl, folder, returnPath, clockShift }).catch((error: unknown) => {
          throw unreadable(imapUrl, error);
        });
      });
      output.print({
        document: () => pass,
        text: () => [
          `Đã đọc ${pass.read} thư mới: ${pass.answers} thư trả lời, ${pass.returned} thư bị trả lại, ${pass.confirmed} xác nhận đã nhận, ${pass.delayed} báo chậm, ${pass.automatic} thư tự động, ${pass.unmatched} báo về thư khác, ${pass.unreadable} thư không đọc được.`,
          ...(pass.more ? ['Còn thư chưa đọc: chạy lại lệnh này, hoặc chờ bộ xử lý.'] : []),
        ],
      });
    });
}

/** The server without user and password; what a database says stays as it is. */
function unreadable(url: string, error: unknown): unknown {
  const { code, authenticationFailed, query } = error as {
    code?: string;
    authenticationFailed?: boolean;
    query?: string;
  };
  if (query !== undefined) return error;
  const reason = authenticationFailed
    ? 'sai tên hoặc mật khẩu'
    : (code ?? (error instanceof Error ? error.message : ''));
  return new Refusal('mailbox-unreachable', `Không đọc được hộp thư tại ${new URL(url).host} (${reason}).`);
}
