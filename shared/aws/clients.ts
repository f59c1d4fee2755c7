import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { leanClient } from './lean-client.ts';
import { createRequestHandler } from './request-handler.ts';

// Region, credentials and endpoints come from the SDK's own environment variables: on AWS from the task role, locally from
// whatever starts the process. The limits below replace the SDK's defaults, which wait forever.
const request = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };
const bounds = { connectionMillisecondsMax: request.connectionTimeout, requestMillisecondsMax: request.requestTimeout };

// Every order makes several SNS, SQS and DynamoDB calls, and half of the CPU that the SDK spends on each is avoidable: see
// `leanClient`. S3, KMS and CloudWatch are called rarely, and S3 streams.

export const createSnsClient = () =>
  leanClient(new SNSClient({ requestHandler: createRequestHandler(bounds), maxAttempts: 3 }), 'sns');

/**
 * A long poll can take 20 s to answer. `useQueueUrlAsEndpoint` is off because an emulator's queue URL may name a host that does
 * not resolve, and `md5` because TLS already protects what is received.
 */
export const createSqsClient = () => {
  const requestHandler = createRequestHandler({ ...bounds, requestMillisecondsMax: 25_000 });
  return leanClient(new SQSClient({ requestHandler, useQueueUrlAsEndpoint: false, md5: false }), 'sqs');
};

/** TLS already protects what is received, so the SDK need not checksum it again. */
export const createS3Client = () =>
  new S3Client({ requestHandler: request, maxAttempts: 3, responseChecksumValidation: 'WHEN_REQUIRED' });

export const createKmsClient = () => new KMSClient({ requestHandler: request, maxAttempts: 3 });

export const createCloudwatchClient = () => new CloudWatchClient({ requestHandler: request, maxAttempts: 3 });

export const createDynamoClient = () => {
  const client = new DynamoDBClient({ requestHandler: createRequestHandler(bounds), maxAttempts: 3 });
  return DynamoDBDocumentClient.from(leanClient(client, 'dynamodb'), { marshallOptions: { removeUndefinedValues: true } });
};
