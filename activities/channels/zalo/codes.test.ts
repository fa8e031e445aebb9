import { describe, expect, it } from 'vitest';
import { ACTIONS, classOf, type ZaloAction } from './codes.ts';

function actionOf(code: number): ZaloAction | null {
  const found = classOf(code);
  return found === 'ok' ? null : ACTIONS[found];
}

describe('codes of Zalo', () => {
  it.each([
    [0, 'ok'],
    [-124, 'token'],
    [-216, 'token'],
    [-1241, 'secret'],
    [-108, 'number'],
    [-118, 'number'],
    [-114, 'refusal'],
    [-141, 'refusal'],
    [-115, 'money'],
    [-144, 'quota'],
    [-1471, 'quota'],
    [-133, 'night'],
    [-1121, 'template'],
    [-146, 'template'],
    [-135, 'account'],
    [-1351, 'account'],
    [-100, 'unknown'],
  ] as const)('%i is %s', (code, expected) => expect(classOf(code)).toBe(expected));

  it('every number has a class, and every class but ok an action', () => {
    for (let code = -2000; code <= 2000; code++) {
      if (code === 0) expect(actionOf(code)).toBeNull();
      else expect(actionOf(code)).toMatch(/^(refresh|give-up|pause|wait|ask)$/);
    }
  });

  it('a wallet is no quota, and a refused reader no wrong number', () => {
    expect([actionOf(-115), actionOf(-144)]).toEqual(['pause', 'wait']);
    expect([actionOf(-118), actionOf(-139)]).toEqual(['give-up', 'give-up']);
    expect([actionOf(-99_999), actionOf(7)]).toEqual(['ask', 'ask']);
  });
});
