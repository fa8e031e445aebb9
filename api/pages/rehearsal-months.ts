import { html, type Html } from '../../domain/html.ts';
import type { LocalDate } from '../../domain/time.ts';
import { longDate, RUNG_LABELS, upperFirst } from '../../domain/vietnamese.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Rehearsal } from '../routes/reading/rehearsal.ts';
import { readerOf } from '../routes/reading/reader.ts';
import type { RehearsalView } from './rehearsal-view.ts';
import { bodyName, type Matter, mattersOf } from './rehearsal-matters.ts';
import { ROLE_LABELS } from './words.ts';

type Matters = ReadonlyMap<string, Matter>;
type Message = Rehearsal['messages'][number];

/** All messages by month and day. A day's messages of one kind are one line that opens: an opening has a hundred. */
export function monthsOf(view: RehearsalView): Html {
  const { rehearsal, organisation } = view;
  const messages = rehearsal.messages
    .filter((message) => organisation === null || message.organisation === organisation)
    .sort((a, b) => a.at.localeCompare(b.at));
  const matters = mattersOf(view.names, rehearsal);
  if (messages.length === 0) return html`<p>Không có thư nào.</p>`;
  const months = groupBy(messages, ({ at }) => at.slice(0, 7));
  return html`<ul class="chips no-print" aria-label="Đến tháng">
      ${[...months].map(
        ([month, list]) =>
          html`<li><a href="#thang-${month}">Tháng ${Number(month.slice(5))} (${list.length})</a></li> `,
      )}
    </ul>
    ${[...months].map(([month, list]) => monthPart(view, matters, month, list))}`;
}

function monthPart(view: RehearsalView, matters: Matters, month: string, messages: readonly Message[]): Html {
  const days = groupBy(messages, ({ at }) => at.slice(0, 10));
  return html`<h3 id="thang-${month}">Tháng ${Number(month.slice(5))}/${month.slice(0, 4)}</h3>
    <dl class="days">${[...days].map(([day, list]) => dayPart(view, matters, day, list))}</dl>`;
}

function dayPart(view: RehearsalView, matters: Matters, day: LocalDate, messages: readonly Message[]): Html {
  const matterName = ({ obligation }: Message): string => matters.get(obligation)?.name ?? obligation;
  const kinds = groupBy(messages, (message) => `${upperFirst(RUNG_LABELS[message.rung])}: ${matterName(message)}`);
  return html`<dt>${upperFirst(longDate(day))}</dt>
    <dd>
      ${[...kinds].map(
        ([words, list]) =>
          html`<details ${list.length === 1 ? html`open` : ''}>
            <summary>${words} <span class="quiet">(${list.length} lượt)</span></summary>
            <ul>
              ${list.map((message) => messageLine(view, message))}
            </ul>
          </details> `,
      )}
    </dd> `;
}

/** `07:42, Sở Y tế (đầu mối)`, or `08:20, về Sở Y tế: gửi đầu mối, Sở Nội vụ` for the lead's own lists. */
function messageLine({ names }: RehearsalView, { at, organisation, recipient }: Message): Html {
  const about = bodyName(names, organisation);
  const { role, organisationName } = readerOf(recipient, organisation, names.organisations);
  const time = at.slice(11, 16);
  if (role === null) return html`<li>${time}, ${about}: gửi ${recipient}</li> `;
  if (organisationName === about) return html`<li>${time}, ${about} (${ROLE_LABELS[role]})</li> `;
  return html`<li>${time}, về ${about}: gửi ${ROLE_LABELS[role]} ${organisationName}</li> `;
}
