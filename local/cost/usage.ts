/** How a deployment is used in a month: what no plan contains and every estimate must assume. */
export type Usage = {
  /** Requests to the API, including those that place orders. */
  requests: number;
  orders: number;
  /** Shares of the requests, 0 to 1: those with a token, those to the catalog, those that sign in or renew a token. */
  signedIn: number;
  toCatalog: number;
  toAuth: number;
  /** Everything that leaves AWS, including the pages' media. */
  gigabytesOut: number;
  mediaGigabytes: number;
  databaseGigabytes: number;
  tableGigabytes: number;
  /** Average capacity of each database instance while the services run. */
  acuAverage: number;
};

/** A busy shop: 5 million requests, 200 GB stored, 1 TB out. One request in fifty places an order. */
export const busyMonth: Usage = {
  requests: 5_000_000,
  orders: 100_000,
  signedIn: 0.4,
  toCatalog: 0.55,
  toAuth: 0.02,
  gigabytesOut: 1_000,
  mediaGigabytes: 150,
  databaseGigabytes: 40,
  tableGigabytes: 10,
  acuAverage: 1,
};

/** A few developers trying things out. */
export const quietMonth: Usage = {
  ...busyMonth,
  requests: 100_000,
  orders: 2_000,
  gigabytesOut: 2,
  mediaGigabytes: 1,
  databaseGigabytes: 0.5,
  tableGigabytes: 0.5,
  acuAverage: 0.5,
};

/** Rough sizes that follow from the code and not from use: not measured, and small compared with the rest. */
export const sizes = {
  answerKilobytes: 5,
  mediaKilobytes: 200,
  /** The share of CloudFront's media requests that it has to fetch from S3. */
  mediaMisses: 0.1,
  /** Log lines of one request: the gateway's access log and the network's flow log; and a web ACL's entry. */
  logKilobytes: 1,
  firewallLogKilobytes: 1.5,
  /** What Container Insights writes about a task in a month. */
  containerLogGigabytes: 0.2,
  /** A call to SNS or SQS with its TLS and headers, both ways. */
  callKilobytes: 4,
  imageGigabytes: 0.08,
  imagesKept: 30,
  ioPerOrder: 60,
  ioPerRequest: 2,
  authorizerSeconds: 0.005,
  timelineSeconds: 0.015,
  serviceSeconds: 0.03,
  /** Lambda traces one call per second of each function, and this share of the others. */
  traced: 0.05,
  metricsPerRoute: 6,
  metricsPerService: 26,
  metricsPerCluster: 11,
  metricsOfOrders: 3,
  /** AWS services cache a data key for five minutes, and need one call to create it and one to read it. */
  keyRequestsPerHour: 24,
  /** Lambda polls an empty queue with five concurrent long polls of 20 s. */
  lambdaPollsPerHour: 900,
} as const;
