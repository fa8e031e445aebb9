import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consolidatedDocx } from '../../documents/consolidated-docx.ts';
import { consolidation } from './fixture.ts';
import { faces, missingTools, pageText, rendered } from './office.ts';

const missing = missingTools();
const skipped = missing.length > 0 ? ` (skipped, not installed: ${missing.join(', ')})` : '';

describe('the tools that show a document as people see it', () => {
  it.skipIf(missing.length > 0 && process.env['CI'] !== 'true')(`are there${skipped}`, () => {
    // In CI a document that nobody has looked at is a failure, not a gap.
    expect(missing).toEqual([]);
  });
});

describe.skipIf(missing.length > 0)(`the draft on paper${skipped}`, () => {
  let pdf: string;
  let remove: () => void = () => {};

  beforeAll(async () => {
    ({ pdf, remove } = rendered(await consolidatedDocx(consolidation())));
  }, 120_000);

  afterAll(() => remove());

  it('is set in one family: letters with two marks come from no other face', () => {
    expect(faces(pdf).filter((face) => !face.startsWith('LiberationSerif'))).toEqual([]);
    expect(faces(pdf).length).toBeGreaterThan(0);
  });

  it('keeps Vietnamese words whole', () => {
    expect(pageText(pdf, 2)).toContain('Nguyễn Trường Tộ');
  });

  it('has Quốc hiệu and Tiêu ngữ on one line each', () => {
    expect(pageText(pdf, 1)).toMatch(/CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$/m);
    expect(pageText(pdf, 1)).toMatch(/Độc lập - Tự do - Hạnh phúc$/m);
  });

  it('numbers its pages from the second on, at the top', () => {
    expect(pageText(pdf, 1).trim().split('\n')[0]).not.toMatch(/^\s*1\s*$/);
    expect(pageText(pdf, 2).trimStart().split('\n')[0]?.trim()).toBe('2');
  });
});
