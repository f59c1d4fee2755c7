import type { SQSEvent } from 'aws-lambda';
import { createDynamoClient, createS3Client } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { createLog } from '#shared/logging/logger.ts';
import { createProductStore } from '../../containers/catalog/store.ts';
import { createUploadRecords } from '../../containers/catalog/upload-record-store.ts';
import { configSchema } from './config.ts';
import { createDecoder } from './decoder.ts';
import { createPictureStore } from './picture-store.ts';
import { takeUploads } from './take-uploads.ts';

const config = loadConfig(configSchema, process.env);
const dynamo = createDynamoClient();
const beside = (file: string) => new URL(file, import.meta.url);

const deps = {
  pictures: createPictureStore(createS3Client(), config.MEDIA_BUCKET),
  products: createProductStore(dynamo, config.PRODUCTS_TABLE),
  records: createUploadRecords(dynamo, config.UPLOADS_TABLE),
  // The build puts both beside this function's bundle.
  decoder: createDecoder({ worker: beside('worker.mjs'), magick: beside('magick.wasm') }),
  mediaUrl: config.MEDIA_URL,
  log: createLog('media', 'info'),
};

/** Handles a batch of the `media` queue; its event source mapping must have ReportBatchItemFailures. */
export const handler = ({ Records }: SQSEvent) => takeUploads(Records, deps);
