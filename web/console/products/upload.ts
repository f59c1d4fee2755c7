import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { backingOff } from '../../app/back-off.ts';

export const imageTypes: readonly Schemas['UploadPromise']['contentType'][] = [
  ...(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const),
];

/**
 * Sends a picture of a product to the address that the API returns.
 * @returns the id of the upload, to follow its check
 * @throws RefusedError, or what `fetch` throws when there is no answer
 */
export async function upload(productId: string, file: File): Promise<string> {
  const contentType = file.type as Schemas['UploadPromise']['contentType'];
  const body = { contentType, byteLength: file.size };
  const params = { path: { productId } };
  const { uploadId, upload } = await orThrow(api.POST('/v1/catalog/products/{productId}/media', { params, body }));
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  // The bucket ignores every field after the file.
  form.append('file', file);
  const answer = await fetch(upload.url, { method: 'POST', body: form });
  if (!answer.ok) throw new RefusedUploadError(answer.status);
  return uploadId;
}

/** The bucket did not accept the file: the form has expired, or the file has changed since it was chosen. */
export class RefusedUploadError extends Error {
  override name = 'RefusedUploadError';

  constructor(status: number) {
    super(`The picture was not accepted (${status}). Choose it again.`);
  }
}

const pause = backingOff({ secondsMin: 1, secondsMax: 10 });

/** The outcome of an upload. It is asked for until it is known. */
export const uploadQuery = (productId: string, uploadId: string) =>
  queryOptions({
    queryKey: ['console', 'product', productId, 'upload', uploadId],
    queryFn: ({ signal }) => {
      const params = { path: { productId, uploadId } };
      return orThrow(api.GET('/v1/catalog/products/{productId}/media/{uploadId}', { params, signal }));
    },
    refetchInterval: (query) => {
      const status = query.state.data?.status;
      return status !== 'published' && status !== 'refused' && pause(query);
    },
  });
