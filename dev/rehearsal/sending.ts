import { releaseBatch } from '../../api/services/batch-release.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { setSending } from '../../api/services/sending.ts';

const BY = 'diễn tập';

/** A rehearsal's mail server keeps everything to itself: messages leave from the beginning. */
export async function goLive(context: ServiceContext): Promise<void> {
  await setSending(context, { mode: 'live', by: BY, reason: 'hộp thư của riêng lần diễn tập' });
}

/** Nobody is there to release batches of an active plan. */
export async function releaseAll(context: ServiceContext, plan: string): Promise<void> {
  await releaseBatch(context, plan, 'all', BY);
}
