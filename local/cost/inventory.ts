/** What of a deployment costs money, or how much: read from a Terraform plan, and small enough to be committed. */
export type Inventory = {
  /** How many resources of each Terraform type. */
  resources: Record<string, number>;
  /** Availability zones that have subnets. */
  zones: number;
  services: ServiceSize[];
  /** The machines of a Kubernetes cluster; absent without one. */
  nodes?: { count: number; type: string; diskGibibytes: number };
  functions: { name: string; memoryMebibytes: number }[];
  /** Cron expressions between which the tasks are away; null when they always run. */
  night: { stop: string; start: string } | null;
  /** Instances, the least capacity of each, and for how many days it keeps backups by itself. */
  database: { instances: number; acuMin: number; backupDays: number };
  interfaceEndpoints: number;
  /** Rules of each web ACL by its scope; every rule group counts as one rule. */
  firewalls: { scope: string; rules: number }[];
  /** Metrics that alarms look at. */
  alarmMetrics: number;
  /** Whether CloudWatch gets metrics of each route of the API, and of each service's containers. */
  routeMetrics: boolean;
  containerMetrics: boolean;
  firewallLogs: boolean;
  /** For how many days AWS Backup keeps each daily copy; 0 when it makes none. */
  backupCopiesDays: number;
};

export type ServiceSize = {
  name: string;
  /** In 1/1024 vCPU, and in MiB. */
  cpu: number;
  memoryMebibytes: number;
  replicas: number;
  /** Of the replicas: how many run on demand before Spot gets a share, and that share of the rest, 0 to 1. */
  onDemandFirst: number;
  spotShare: number;
  publicAddress: boolean;
};

export const countOf = ({ resources }: Inventory, type: string): number => resources[type] ?? 0;
