import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type ImageType, type Picture, uploadKey } from './media.ts';

/** A form that a browser may send, with the picture as its last field, `file`, to `url`. */
export type UploadForm = { url: string; fields: Record<string, string> };

export type UploadStore = {
  /** A form that S3 takes once or more often for the next 5 minutes, with a picture of exactly this type and length. */
  offer(picture: Picture, promised: { contentType: ImageType; byteLength: number }): Promise<UploadForm>;
};

const offeredSeconds = 5 * 60;

/**
 * Lets others upload to the bucket in our name. A signed form rather than a signed PUT: only a form can bind the length, and
 * S3 refuses whatever its policy does not name.
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
