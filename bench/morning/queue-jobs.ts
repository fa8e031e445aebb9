import type { Due, Night } from './night.ts';
import { DIGEST_PAGE, type RungJob } from './digest.ts';

export const RUNG_QUEUE = 'rung';
export const DIGEST_QUEUE = 'digest';

/** The rung of an obligation, as it stands at first or after its date was moved. */
export function rungJob({ obligation: { id, plan, organisation } }: Due, ladder: 1 | 2): RungJob {
  const rung = ladder === 1 ? 'before-2' : 'before-7';
  return { plan, obligation: id, ladder, rung, recipient: `dau-moi@${organisation}.example`, organisation };
}

/** The recipients of a morning, page by page. */
export function digestPages({ due }: Night): string[][] {
  const recipients = [...new Set(due.map((one) => rungJob(one, 1).recipient))];
  const pages: string[][] = [];
  for (let from = 0; from < recipients.length; from += DIGEST_PAGE)
    pages.push(recipients.slice(from, from + DIGEST_PAGE));
  return pages;
}
