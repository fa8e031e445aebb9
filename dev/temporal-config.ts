/** Where Temporal keeps its state. */
export interface TemporalStore {
  host: string;
  port: number;
  user: string;
  password: string;
  databases: { main: string; visibility: string };
}

/** The nine loopback ports of one server. */
export interface TemporalPorts {
  frontend: number;
  http: number;
  /** One each for history, matching and the system's worker. */
  history: number;
  matching: number;
  worker: number;
  membership: [frontend: number, history: number, matching: number, worker: number];
}

/** @param ports nine different ports */
export function namePorts(ports: number[]): TemporalPorts {
  const [frontend, http, history, matching, worker, ...membership] = ports as [number, number, number, number, number];
  return {
    frontend,
    http,
    history,
    matching,
    worker,
    membership: membership as unknown as TemporalPorts['membership'],
  };
}

function datastore(store: TemporalStore, database: string, connections: number): string {
  const text = JSON.stringify; // a JSON string is a YAML string, whatever the password holds
  return `      sql:
        pluginName: postgres12_pgx
        databaseName: ${text(database)}
        connectAddr: ${text(`${store.host}:${store.port}`)}
        connectProtocol: tcp
        user: ${text(store.user)}
        password: ${text(store.password)}
        maxConns: ${connections}
        maxIdleConns: ${connections}
        maxConnLifetime: 1h`;
}

function service(grpcPort: number, membershipPort: number, httpPort?: number): string {
  const http = httpPort === undefined ? '' : `, httpPort: ${httpPort}`;
  return `{ rpc: { grpcPort: ${grpcPort}, membershipPort: ${membershipPort}, bindOnIP: 127.0.0.1${http} } }`;
}

/**
 * The server's configuration: one process, loopback only, no metrics or profiling ports. The pools are small because
 * each of the four services opens its own, on a PostgreSQL that the application, tests and rehearsals share.
 * @param dynamicConfigFile absolute path
 */
export function serverConfig(store: TemporalStore, ports: TemporalPorts, dynamicConfigFile: string): string {
  const { frontend, http, history, matching, worker, membership } = ports;
  return `log: { stdout: true, level: warn }
persistence:
  defaultStore: main
  visibilityStore: visibility
  numHistoryShards: 4 # cannot change after the first start
  datastores:
    main:
${datastore(store, store.databases.main, 20)}
    visibility:
${datastore(store, store.databases.visibility, 5)}
global:
  membership: { maxJoinDuration: 30s, broadcastAddress: 127.0.0.1 }
services:
  frontend: ${service(frontend, membership[0], http)}
  history: ${service(history, membership[1])}
  matching: ${service(matching, membership[2])}
  worker: ${service(worker, membership[3])}
clusterMetadata:
  enableGlobalNamespace: false
  failoverVersionIncrement: 10
  masterClusterName: active
  currentClusterName: active
  clusterInformation:
    active: { enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: "127.0.0.1:${frontend}", httpAddress: "127.0.0.1:${http}" }
dcRedirectionPolicy: { policy: noop }
dynamicConfigClient: { filepath: ${JSON.stringify(dynamicConfigFile)}, pollInterval: 10s }
`;
}

/**
 * @param timeSkipping for rehearsals and tests. The timer setting (1 s by default, paid at every skip) must never reach
 * a server that keeps real time.
 */
export function dynamicConfig(timeSkipping: boolean): string {
  // The PostgreSQL schema holds 255; with the default of 1000 a longer id is a database error instead of a refusal.
  const always = 'limit.maxIDLength: [{ value: 255 }]\n';
  if (!timeSkipping) return always;
  return `${always}frontend.WorkflowTimeSkippingEnabled: [{ value: true }]
frontend.WorkflowTimeSkippingMaxSkipPerSession: [{ value: 1000 }]
history.timerProcessorMaxTimeShift: [{ value: 10ms }]
# A run that lived under a second of real time is otherwise held back a second, and time skips past that wait (measured).
history.workflowIdReuseMinimalInterval: [{ value: 0s }]
# What cannot go on is listed after its second try; after five, a minute, on a live server.
system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute: [{ value: 2 }]
`;
}
