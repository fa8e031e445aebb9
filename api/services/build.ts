import type { Client } from '@temporalio/client';
import { Refusal } from '../../domain/errors.ts';
import type { Installation } from './connection.ts';
import { withTemporal } from './temporal.ts';

/** gRPC's code for what is not there. */
const NOT_FOUND = 5;

/** Which builds of the worker there are, where they run side by side. */
export interface Builds {
  /** Null: work goes to workers without a build. */
  current: string | null;
  /** Those that Temporal still knows, the newest first. */
  builds: string[];
}

export const buildsOf = (installation: Installation): Promise<Builds> =>
  withTemporal(installation, (client) => readBuilds(client, installation));

/**
 * Makes a build current: every workflow goes on with it from its next step. Null gives the work back to workers without
 * a build.
 * @throws Refusal where no worker of that build has asked for work yet
 */
export async function makeBuildCurrent(installation: Installation, buildId: string | null): Promise<Builds> {
  return withTemporal(installation, async (client) => {
    const { builds } = await readBuilds(client, installation);
    if (buildId !== null && !builds.includes(buildId)) {
      const known = builds.map((one) => `“${one}”`).join(', ') || 'chưa có phiên bản nào';
      throw new Refusal(
        'build-unknown',
        `Chưa có bộ xử lý nào của phiên bản “${buildId}” đang chạy; đang có: ${known}.`,
      );
    }
    if (builds.length > 0) {
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        ...deploymentOf(installation),
        buildId: buildId ?? '',
        // Once nobody polls without a build any more, that is no reason to refuse.
        ignoreMissingTaskQueues: true,
        allowNoPollers: buildId === null,
      });
    }
    return readBuilds(client, installation);
  });
}

async function readBuilds(client: Client, installation: Installation): Promise<Builds> {
  try {
    const { workerDeploymentInfo } = await client.workflowService.describeWorkerDeployment(deploymentOf(installation));
    const builds = (workerDeploymentInfo?.versionSummaries ?? []).flatMap(
      ({ deploymentVersion }) => deploymentVersion?.buildId ?? [],
    );
    return { current: workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? null, builds };
  } catch (error) {
    if ((error as { code?: number }).code === NOT_FOUND) return { current: null, builds: [] };
    throw error;
  }
}

/** As the worker names it: its task queue. */
const deploymentOf = ({ temporalNamespace, taskQueue }: Installation) => ({
  namespace: temporalNamespace,
  deploymentName: taskQueue,
});
