import type { Client } from '@temporalio/client';
import { Refusal } from '../../domain/errors.ts';
import type { Installation } from './connection.ts';

export const NETWORK_PATIENCE_MS = 5_000;

/**
 * A short visit to an installation's Temporal. Loaded only here: the client alone takes longer to load than any other
 * command takes to run.
 * @throws Refusal where its address is not known or nobody answers there
 */
export async function withTemporal<Result>(
  { temporalAddress: address, temporalNamespace: namespace }: Installation,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  if (address === null) throw new Refusal('temporal-unknown', 'Chưa biết địa chỉ Temporal (TEMPORAL_ADDRESS).');
  const temporal = await import('@temporalio/client');
  const connection = await temporal.Connection.connect({ address, connectTimeout: NETWORK_PATIENCE_MS }).catch(() => {
    throw new Refusal('temporal-unreachable', `Không kết nối được Temporal tại ${address}.`);
  });
  try {
    const client = new temporal.Client({ connection, namespace });
    return await connection.withDeadline(Date.now() + NETWORK_PATIENCE_MS, () => use(client));
  } finally {
    await connection.close();
  }
}
