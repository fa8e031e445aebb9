import type { Instant } from '../../../domain/time.ts';
import { ZaloFailure } from './answer.ts';
import { createBreaker } from './breaker.ts';
import type { TokenKeeper } from './tokens.ts';

/** For whom, and when in business time. */
interface Caller {
  tenant: string;
  at: Instant;
}

/** Runs a call with an access token; one that Zalo does not take any more is refreshed once, and tried once more. */
export type CallWithToken = <Result>(caller: Caller, call: (token: string) => Promise<Result>) => Promise<Result>;

/** A Zalo that has been silent several times in a row is left alone for a while. */
export function createCaller(tokens: TokenKeeper): CallWithToken {
  const breaker = createBreaker();

  async function asked<Result>(call: () => Promise<Result>): Promise<Result> {
    if (breaker.isOpen()) throw new ZaloFailure('unknown', null, false, 'silent a moment ago');
    try {
      const result = await call();
      breaker.heard(true);
      return result;
    } catch (error) {
      breaker.heard(!(error instanceof ZaloFailure) || error.code !== null);
      throw error;
    }
  }

  return async ({ tenant, at }, call) => {
    const token = await tokens.current(tenant, at);
    try {
      return await asked(() => call(token));
    } catch (error) {
      if (!(error instanceof ZaloFailure) || error.class !== 'token') throw error;
      const fresh = await tokens.inPlaceOf(tenant, token, at);
      return asked(() => call(fresh));
    }
  };
}
