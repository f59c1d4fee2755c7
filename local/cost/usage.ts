/** What people do with a deployment in a month: what no plan says, and every estimate has to assume. */
export type Usage = {
  /** Requests to the API, placements of orders included. */
  requests: number;
  orders: number;
  /** Parts of the requests, 0 to 1: of those that carry a token, that go to the catalog, that sign in or renew a token. */
  signedIn: number;
  toCatalog: number;
  toAuth: number;
  /** Everything that leaves AWS, pages' media included. */
  gigabytesOut: number;
  mediaGigabytes: number;
  databaseGigabytes: number;
  tableGigabytes: number;
  /** Capacity of each database instance, on average while the services run. */
  acuAverage: number;
};

/** A shop that sells: 5 million requests, 200 GB stored, 1 TB out. One request in fifty places an order. */
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

/** A few developers who try things. */
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

/** Sizes that the code fixes rather than the people, roughly: measured on nothing, and small beside the rest. */
export const sizes = {
  answerKilobytes: 5,
  mediaKilobytes: 200,
  /** Of CloudFront's requests for media, those it has to fetch from S3. */
  mediaMisses: 0.1,
  /** Log lines of one request: the gateway's access log and the network's flow log; and a web ACL's entry. */
  logKilobytes: 1,
  firewallLogKilobytes: 1.5,
  /** What Container Insights writes about a task in a month. */
  containerLogGigabytes: 0.2,
  /** A call to SNS or SQS with its TLS and headers, there and back. */
  callKilobytes: 4,
  imageGigabytes: 0.08,
  imagesKept: 30,
  ioPerOrder: 60,
  ioPerRequest: 2,
  authorizerSeconds: 0.005,
  timelineSeconds: 0.015,
  serviceSeconds: 0.03,
  /** Lambda traces one call of a function a second, and this part of the others. */
  traced: 0.05,
  metricsPerRoute: 6,
  metricsPerService: 26,
  metricsPerCluster: 11,
  metricsOfOrders: 3,
  /** Services of AWS keep a data key for five minutes, and begin with a call to make and one to read it. */
  keyRequestsPerHour: 24,
  /** Lambda asks an empty queue with five long polls of 20 s at once. */
  lambdaPollsPerHour: 900,
} as const;
