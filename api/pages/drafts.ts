import { html, type Html } from '../../domain/html.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import type { Draft, RoundView } from '../routes/reading/round.ts';
import { hrefOf } from './words.ts';

const KINDS: Readonly<Record<Draft['kind'], string>> = { draft: 'Dự thảo', supplement: 'Báo cáo bổ sung' };

/** What was consolidated of a round, to take away. */
export function draftsPart({ round, drafts }: RoundView): Html {
  return html`<h2>Dự thảo báo cáo tổng hợp</h2>
    ${
      drafts.length === 0
        ? html`<p>Chưa có. Dự thảo được lập lúc ${longInstant(round.consolidationAt)}, hoặc sớm hơn khi đã nhận đủ.</p>`
        : html`<ul class="steps">
            ${drafts.map((draft) => draftLine(round.id, draft))}
          </ul>`
    }
    ${round.issuedAt === null ? '' : html`<p>Báo cáo tổng hợp đã phát hành lúc ${longInstant(round.issuedAt)}.</p>`}`;
}

function draftLine(round: string, { version, at, kind, received, expected }: Draft): Html {
  const file = hrefOf('tai', `${round}/${version}`);
  return html`<li>
    <strong>${KINDS[kind]}, bản ${version}</strong>: lập lúc ${longInstant(at)}, có ${received}/${expected} báo cáo.
    <a href="${file}.docx">Tải Word</a> · <a href="${file}.xlsx">Tải Excel</a>
  </li>`;
}
