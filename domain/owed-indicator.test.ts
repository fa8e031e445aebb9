import { describe, expect, it } from 'vitest';
import { inventedItem } from '../importer/invented-plan.ts';
import { figure } from '../test/consolidation/fixture.ts';
import { unowedFigure } from './owed-indicator.ts';

const of = (indicator: string): ReturnType<typeof figure> => ({ ...figure(null, 1), indicator });

describe('a figure that nobody asked for', () => {
  const items = [inventedItem('so-y-te-1', 'so-y-te', 41, { indicators: ['1.1', '4.*'] })];
  const owned = [{ no: '2.3', role: 'coordinate' as const, scope: null }];

  it.each(['1.1', '4.7', '4.*', '2.3'])('is not one for %s: a duty or an ownership asks for it', (no) => {
    expect(unowedFigure([of(no)], items, owned)).toBeNull();
  });

  it.each(['1.2', '40.1', '2.30', '2.*'])('is one for %s', (no) => {
    expect(unowedFigure([of('1.1'), of(no)], items, owned)?.indicator).toBe(no);
  });
});
