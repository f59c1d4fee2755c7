import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type ImageType, type Picture, uploadKey } from './media.ts';

/** A form for a browser to POST to `url`, with the picture as its last field, `file`. */
export type UploadForm = { url: string; fields: Record<string, string> };

export type UploadStore = {
  /** A form that S3 accepts, even repeatedly, for 5 minutes, with a picture of exactly this type and length. */
  offer(picture: Picture, promised: { contentType: ImageType; byteLength: number }): Promise<UploadForm>;
};

const offeredSeconds = 5 * 60;

/**
 * Lets clients upload to the bucket on our behalf. Uses a presigned POST rather than a presigned PUT: only its policy can limit the
 * length, and S3 refuses every field that the policy does not list.
 */
export const createUploadStore = (s3: S3Client, bucket: string): UploadStore => ({
  offer: (picture, { contentType, byteLength }) =>
    createPresignedPost(s3, {
      Bucket: bucket,
      Key: uploadKey(picture),
      Fields: { 'Content-Type': contentType },
      Conditions: [['content-length-range', byteLength, byteLength]],
      Expires: offeredSeconds,
    }),
});
