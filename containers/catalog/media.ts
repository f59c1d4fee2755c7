import { z } from 'zod';

/** What a picture may be, and how its address ends. SVG is none of them: it is a document, and documents run scripts. */
const endings = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
} as const;

export type ImageType = keyof typeof endings;

export const imageType = z.enum(Object.keys(endings) as [ImageType, ...ImageType[]]);

export const imageBytesMax = 5 * 1024 * 1024;

/** Where a picture belongs. Of two of one product, that with the greater `mediaId` was asked for later: they are UUIDv7. */
export type Picture = { productId: string; mediaId: string };

/** Where a picture is uploaded. Nothing here is ever served, because it has not been checked. */
export const uploadKey = ({ productId, mediaId }: Picture): string => `uploads/${productId}/${mediaId}`;

/** Where a picture is served from once it has been looked at; what is there never changes. */
export const mediaKey = ({ productId, mediaId }: Picture, type: ImageType): string =>
  `media/${productId}/${mediaId}.${endings[type]}`;

/** When the form of a picture was offered: UUIDv7 begin with the time, in milliseconds (RFC 9562, 5.7). */
export const offeredAt = ({ mediaId }: Pick<Picture, 'mediaId'>): Date =>
  new Date(Number.parseInt(mediaId.replaceAll('-', '').slice(0, 12), 16));

/** The picture that `uploadKey` gave this key to; undefined for any other key. */
export function pictureOf(key: string): Picture | undefined {
  const [, productId, mediaId] = /^uploads\/([^/]+)\/([^/]+)$/.exec(key) ?? [];
  const parsed = z.object({ productId: z.uuid(), mediaId: z.uuidv7() }).safeParse({ productId, mediaId });
  return parsed.data;
}
