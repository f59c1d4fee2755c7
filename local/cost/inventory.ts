/** What determines the cost of a deployment: read from a Terraform plan, and small enough to commit. */
export type Inventory = {
  /** The number of resources of each Terraform type. */
  resources: Record<string, number>;
  /** Availability zones that have subnets. */
  zones: number;
  services: ServiceSize[];
  /** The machines of a Kubernetes cluster; absent without one. */
  nodes?: { count: number; type: string; diskGibibytes: number };
  functions: { name: string; memoryMebibytes: number }[];
  /** Cron expressions that stop and start the tasks; null when they always run. */
  night: { stop: string; start: string } | null;
  /** Instances, the minimum capacity of each, and the days of its own backups. */
  database: { instances: number; acuMin: number; backupDays: number };
  interfaceEndpoints: number;
  /** Rules of each web ACL by scope; a rule group counts as one rule. */
  firewalls: { scope: string; rules: number }[];
  /** The metrics that alarms watch. */
  alarmMetrics: number;
  /** Whether CloudWatch gets metrics for each API route, and for each service's containers. */
  routeMetrics: boolean;
  containerMetrics: boolean;
  firewallLogs: boolean;
  /** For how many days AWS Backup keeps daily copies; 0 when it makes none. */
  backupCopiesDays: number;
};

export type ServiceSize = {
  name: string;
  /** In 1/1024 vCPU, and in MiB. */
  cpu: number;
  memoryMebibytes: number;
  replicas: number;
  /** How many replicas run on demand before Spot gets a share, and Spot's share of the rest, 0 to 1. */
  onDemandFirst: number;
  spotShare: number;
  publicAddress: boolean;
};

export const countOf = ({ resources }: Inventory, type: string): number => resources[type] ?? 0;
