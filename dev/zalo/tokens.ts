import { randomBytes } from 'node:crypto';

/** A token's life, as Zalo gives it: 25 hours. */
const ACCESS_SECONDS = 90_000;

/** What has to survive a restart: the installation's database holds the other half. */
export interface TokenState {
  /** Not used yet. */
  refresh: string[];
  /** Until when each is good. */
  access: Record<string, number>;
}

export interface TokenAnswer {
  access_token: string;
  refresh_token: string;
  expires_in: string;
}

/** Tokens as Zalo gives them: a refresh token or a code is good for one use. */
export class TokenDesk {
  /** Pairs given so far. */
  given = 0;
  private readonly state: TokenState;
  private readonly changed: () => void;

  constructor(state: TokenState, changed: () => void) {
    this.state = state;
    this.changed = changed;
  }

  /** Good for one pair of tokens: what the developers' page or the consent of an administrator gives. */
  grant(): string {
    const token = secret('refresh');
    this.state.refresh.push(token);
    this.changed();
    return token;
  }

  /** Null where it was used before, or never given. */
  exchange(grant: string): TokenAnswer | null {
    if (!this.state.refresh.includes(grant)) return null;
    this.state.refresh = this.state.refresh.filter((one) => one !== grant);
    const access = secret('access');
    this.state.access[access] = Date.now() + ACCESS_SECONDS * 1000;
    this.given += 1;
    return { access_token: access, refresh_token: this.grant(), expires_in: String(ACCESS_SECONDS) };
  }

  isLive(access: string): boolean {
    return Date.now() < (this.state.access[access] ?? 0);
  }

  /** All access tokens given so far are good no more. */
  expire(): void {
    this.state.access = {};
    this.changed();
  }
}

const secret = (kind: string): string => `${kind}-${randomBytes(24).toString('base64url')}`;
