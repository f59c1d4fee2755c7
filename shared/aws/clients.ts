import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

// Region, credentials and endpoints come from the SDK's own environment variables: on AWS from the task's role, locally
// from whoever starts the process. The bounds below replace the SDK's defaults, which wait for ever.
const request = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

export const createSnsClient = () => new SNSClient({ requestHandler: request, maxAttempts: 3 });

/**
 * A long poll lasts up to 20 s, so its answer may take that long. An emulator's queue URL names a host that need not resolve.
 * TLS guards what is received; the SDK need not hash it all again.
 */
export const createSqsClient = () =>
  new SQSClient({ requestHandler: { ...request, requestTimeout: 25_000 }, useQueueUrlAsEndpoint: false, md5: false });

/** TLS guards what is received; the SDK need not hash it all again. */
export const createS3Client = () =>
  new S3Client({ requestHandler: request, maxAttempts: 3, responseChecksumValidation: 'WHEN_REQUIRED' });

export const createKmsClient = () => new KMSClient({ requestHandler: request, maxAttempts: 3 });

export const createDynamoClient = () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: request, maxAttempts: 3 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
