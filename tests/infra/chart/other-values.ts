/** Values that no example has, on top of the example for NGINX. */
export const otherValues = {
  image: { pullPolicy: 'Always', pullSecrets: [{ name: 'registry' }] },
  aws: { sqsUrl: 'http://sqs.local:4100' },
  config: { TRACES_SLOW_MILLISECONDS: 3_600_000, OTEL_TRACES_SAMPLER_ARG: 0.25 },
  env: { AWS_ENDPOINT_URL: 'http://aws.local:4566', AWS_MAX_ATTEMPTS: 5, AWS_EC2_METADATA_DISABLED: true },
  defaults: {
    port: 9090,
    replicas: { min: 1, max: 1 },
    resources: { requests: { cpu: 1, memory: '1Gi' }, limits: { cpu: 2, memory: '1Gi' } },
  },
  parts: {
    orders: { image: `registry.example.com/orders@sha256:${'0'.repeat(64)}`, port: 8443 },
    auth: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-auth/0123456789abcdef' },
    timeline: { roleArn: 'arn:aws:iam::123456789012:role/shop-timeline' },
  },
  migrate: { config: { DATABASE_USER: 1_000_000 }, existingSecret: 'administrator', secondsMax: 120 },
  reconcile: { image: 'registry.example.com/reconcile:v2', existingSecret: 'operator', secondsMax: 600 },
  ingress: {
    className: 'internal',
    annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '1m' },
    nginx: { requestsPerSecondMax: 0, corsAllowOrigins: [] },
  },
  autoscaling: { kind: 'none' },
  networkPolicy: {
    ingressFrom: [],
    databaseTo: [{ podSelector: { matchLabels: { app: 'postgres' } } }],
    databasePort: 6432,
    collectorPort: 4319,
    dnsTo: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
    httpsExcept: [],
    extraEgress: [{ to: [{ ipBlock: { cidr: '10.1.2.3/32' } }], ports: [{ protocol: 'TCP', port: 4566 }] }],
  },
  hostNetwork: true,
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ operator: 'Exists' }],
  podAnnotations: { 'prometheus.io/scrape': 'false' },
};
