import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type ImageType, imageBytesMax, type Picture, uploadKey } from '../../containers/catalog/media.ts';

/** An uploaded file, cut off where it is known to be too large, and the content type that the form fixed. */
export type Upload = { bytes: Uint8Array; contentType: string | undefined };

export type PictureStore = {
  /** Undefined when it no longer exists. */
  readUpload(picture: Picture): Promise<Upload | undefined>;
  removeUpload(picture: Picture): Promise<void>;
  /** Serves these bytes under this key from now on. An existing picture is never replaced. */
  publish(key: string, image: { type: ImageType; bytes: Uint8Array }): Promise<void>;
};

/**
 * The pictures in S3. Stores exactly the bytes that were checked, not a copy of whatever the upload is by then. S3 itself
 * refuses to replace a picture (`If-None-Match`), so a second upload with the same form changes nothing.
 */
export function createPictureStore(s3: S3Client, bucket: string): PictureStore {
  return {
    readUpload: async (picture) => {
      const range = { Bucket: bucket, Key: uploadKey(picture), Range: `bytes=0-${imageBytesMax}` };
      const found = await s3.send(new GetObjectCommand(range)).catch(whenGone);
      if (!found) return undefined;
      return { bytes: (await found.Body?.transformToByteArray()) ?? nothing, contentType: found.ContentType };
    },
    removeUpload: async (picture) => {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: uploadKey(picture) }));
    },
    publish: async (key, { type, bytes }) => {
      const object = { Bucket: bucket, Key: key, Body: bytes, ContentType: type, CacheControl: immutable, IfNoneMatch: '*' };
      await s3.send(new PutObjectCommand(object)).catch(whenThere);
    },
  };
}

const immutable = 'public, max-age=31536000, immutable';
const nothing = new Uint8Array();

function whenGone(error: unknown): { Body?: undefined; ContentType?: undefined } | undefined {
  if (isCalled(error, 'NoSuchKey')) return undefined;
  // An empty object has no first byte.
  if (isCalled(error, 'InvalidRange')) return {};
  throw error;
}

function whenThere(error: unknown): void {
  if (!isCalled(error, 'PreconditionFailed')) throw error;
}

const isCalled = (error: unknown, name: string) => error instanceof Error && error.name === name;
