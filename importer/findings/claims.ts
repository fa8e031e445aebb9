import type { Finding, IndicatorOwner, Objective } from '../../domain/plan.ts';
import { joinWords } from '../../domain/vietnamese.ts';
import { isReporting } from './indicators.ts';
import { warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** Two figures for one indicator: somebody has to say whose counts. */
export function indicatorClaimedTwice({ plan }: Subject): Finding[] {
  const names = new Map(plan.parties.map(({ id, name }) => [id, name]));
  return plan.objectives.flatMap((objective) =>
    objective.indicators.flatMap(({ no, owners, source }) => {
      const claims = claimsOf(owners, no === `${objective.no}.*` ? [] : ownersOfAll(objective));
      if (claims.length < 2) return [];
      const bodies = claims.map(
        ({ party, scope }) => `“${names.get(party) ?? party}”${scope === null ? '' : ` (${scope})`}`,
      );
      const message = `Chỉ tiêu ${no} được giao cho ${joinWords(bodies)} cùng báo cáo; cần xác định lấy số liệu của cơ quan nào.`;
      return [warning('indicator-claimed-twice', message, source)];
    }),
  );
}

/** Who reports on `n.*`, and so on each indicator of the objective. */
const ownersOfAll = ({ no, indicators }: Objective): IndicatorOwner[] =>
  indicators.find((one) => one.no === `${no}.*`)?.owners ?? [];

/** Reporting bodies, each once; none where each has a part of its own. */
function claimsOf(owners: IndicatorOwner[], ofAll: IndicatorOwner[]): IndicatorOwner[] {
  const reporting = [...owners, ...ofAll].filter(isReporting);
  const claims = reporting.filter(({ party }, index) => reporting.findIndex((one) => one.party === party) === index);
  const scopes = new Set(claims.map(({ scope }) => scope));
  return scopes.size === claims.length && !scopes.has(null) ? [] : claims;
}
