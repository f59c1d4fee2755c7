import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useId } from 'react';
import type { Schemas } from '../../../client/index.ts';
import { useDraft } from '../../app/draft.ts';
import { Picture } from '../../parts/picture.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { taggedProductQuery } from './product-query.ts';
import { imageTypes, RefusedUploadError, upload, uploadQuery } from './upload.ts';

/** A product's picture, and a form to upload another one and follow its check. */
export function ProductPicture({ product }: { product: Schemas['Product'] }) {
  const { productId } = product;
  const id = useId();
  const { draft, change } = useDraft(`picture ${productId}`, { uploadId: '' });
  const { mutate, error, isPending } = useMutation({
    mutationFn: (file: File) => upload(productId, file),
    onSuccess: (uploadId) => change({ uploadId }),
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get('picture');
    if (file instanceof File) mutate(file);
  };
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="4">
        Picture
      </Heading>
      <Flex direction="column" gap="4">
        <Picture product={product} />
        <form onSubmit={submit}>
          <Flex direction="column" gap="3" align="start">
            <Text as="label" htmlFor={id} size="2" weight="medium">
              Another picture: JPEG, PNG, WebP, AVIF or GIF, 5 MB at most
            </Text>
            <input id={id} className="file" name="picture" type="file" accept={imageTypes.join(',')} required />
            <Button type="submit" loading={isPending}>
              Upload
            </Button>
          </Flex>
        </form>
        {error instanceof RefusedUploadError ? (
          <Text as="p" size="2" color="red" role="alert">
            {error.message}
          </Text>
        ) : (
          error && <Trouble of={error} />
        )}
        {draft.uploadId && <Outcome productId={productId} uploadId={draft.uploadId} />}
      </Flex>
    </Card>
  );
}

/** The outcome of the upload, also for those who leave the page and come back. */
function Outcome({ productId, uploadId }: { productId: string; uploadId: string }) {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(uploadQuery(productId, uploadId));
  const isPublished = data?.status === 'published';
  useEffect(() => {
    if (isPublished) void queries.invalidateQueries({ queryKey: taggedProductQuery(productId).queryKey });
  }, [isPublished, productId, queries]);
  if (error) return <Trouble of={error} retry={refetch} />;
  return (
    <Text as="p" size="2" role="status" color={data?.status === 'refused' ? 'red' : 'gray'}>
      {outcomeText(data)}
    </Text>
  );
}

function outcomeText(upload: Schemas['Upload'] | undefined): string {
  if (upload?.status === 'published') return 'The picture was accepted and is shown in the shop.';
  if (upload?.status === 'refused') return `The picture was refused. ${upload.detail ?? upload.reason ?? ''}`;
  return upload?.delayed ? 'The check failed on our side and will be repeated.' : 'The picture was sent and is being checked.';
}
