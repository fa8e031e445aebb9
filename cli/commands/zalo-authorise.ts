import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { authoriseZalo } from '../../api/services/zalo-account.ts';
import { readConfig, zaloSettings } from '../../config.ts';
import { Refusal } from '../../domain/errors.ts';
import { filePath, wordsOption } from '../arguments.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import type { Output } from '../output.ts';
import { zaloDocument, zaloLines } from '../zalo.ts';

interface Options {
  codeFile?: string;
  refreshTokenFile?: string;
  by: string;
  tenant?: string;
}

/** `zalo authorise`: gives the official account to this installation. Secrets come by a file: a command line is seen by others. */
export function zaloAuthorise(parent: Command, output: Output): void {
  installationCommand(parent, 'authorise')
    .description('cấp quyền gửi tin của tài khoản Zalo OA')
    .option('--code-file <tệp>', 'tệp chứa mã nhận được ở trang cấp quyền của Zalo (“-”: từ đầu vào chuẩn)')
    .option('--refresh-token-file <tệp>', 'hoặc tệp chứa refresh token chưa ai dùng')
    .requiredOption('--by <người>', 'người cấp quyền', wordsOption('--by'))
    .action(async ({ codeFile, refreshTokenFile, by, tenant }: Options) => {
      const settings = zaloSettings(readConfig(process.env));
      if (!settings)
        throw new Refusal('setting-missing', 'Chưa đặt các biến môi trường ZALO_…: xem docs/operations.md.');
      const grant = grantOf(codeFile, refreshTokenFile);
      const account = await inOneTenant({ tenant }, (context) => authoriseZalo(context, settings, { grant, by }));
      output.print({
        document: () => zaloDocument(account),
        text: () => ['Đã cấp quyền gửi tin Zalo.', ...zaloLines(account)],
      });
    });
}

function grantOf(codeFile: string | undefined, refreshTokenFile: string | undefined) {
  if (codeFile !== undefined && refreshTokenFile === undefined) {
    return { kind: 'authorization_code' as const, code: secretIn(codeFile) };
  }
  if (refreshTokenFile !== undefined && codeFile === undefined) {
    return { kind: 'refresh_token' as const, refreshToken: secretIn(refreshTokenFile) };
  }
  throw new Refusal('usage', 'Cần đúng một trong hai tùy chọn --code-file và --refresh-token-file.');
}

function secretIn(file: string): string {
  let content: string;
  try {
    content = readFileSync(file === '-' ? 0 : filePath(file), 'utf8').trim();
  } catch {
    throw new Refusal('file-unreadable', `${file}: không đọc được tệp.`, { file });
  }
  if (content === '' || /\s/.test(content))
    throw new Refusal('usage', `${file}: cần đúng một mã trên một dòng.`, { file });
  return content;
}
