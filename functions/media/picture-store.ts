import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type ImageType, imageBytesMax, type Picture, uploadKey } from '../../containers/catalog/media.ts';

/** What was uploaded, or so much of it as shows that it is too long, and the type that the form bound it to. */
export type Upload = { bytes: Uint8Array; contentType: string | undefined };

export type PictureStore = {
  /** Undefined when it is not there any more. */
  readUpload(picture: Picture): Promise<Upload | undefined>;
  removeUpload(picture: Picture): Promise<void>;
  /** Serves these bytes under this key from now on. What is there already stays as it is, for ever. */
  publish(key: string, image: { type: ImageType; bytes: Uint8Array }): Promise<void>;
};

/**
 * The pictures in S3. What is served are the very bytes that were looked at, rather than a copy of whatever the upload is by
 * then; and S3 itself refuses to replace them (`If-None-Match`), so that a second upload with the same form changes nothing.
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
  // There is no first byte of something empty.
  if (isCalled(error, 'InvalidRange')) return {};
  throw error;
}

function whenThere(error: unknown): void {
  if (!isCalled(error, 'PreconditionFailed')) throw error;
}

const isCalled = (error: unknown, name: string) => error instanceof Error && error.name === name;
