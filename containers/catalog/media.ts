import { z } from 'zod';

/** The accepted picture types and their file extensions. SVG is not accepted, because it can contain scripts. */
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

/** Identifies a picture. Of two pictures of a product, the one with the greater `mediaId` (UUIDv7) was requested later. */
export type Picture = { productId: string; mediaId: string };

/** The key of an upload. Uploads are never served, because they have not been checked. */
export const uploadKey = ({ productId, mediaId }: Picture): string => `uploads/${productId}/${mediaId}`;

/** The key of a checked picture, which is served from there. It never changes. */
export const mediaKey = ({ productId, mediaId }: Picture, type: ImageType): string =>
  `media/${productId}/${mediaId}.${endings[type]}`;

/** When the picture's form was offered: a UUIDv7 begins with the time in milliseconds (RFC 9562, 5.7). */
export const offeredAt = ({ mediaId }: Pick<Picture, 'mediaId'>): Date =>
  new Date(Number.parseInt(mediaId.replaceAll('-', '').slice(0, 12), 16));

/** The inverse of `uploadKey`; undefined for any other key. */
export function pictureOf(key: string): Picture | undefined {
  const [, productId, mediaId] = /^uploads\/([^/]+)\/([^/]+)$/.exec(key) ?? [];
  const parsed = z.object({ productId: z.uuid(), mediaId: z.uuidv7() }).safeParse({ productId, mediaId });
  return parsed.data;
}
