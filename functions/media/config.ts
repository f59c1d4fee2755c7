import { z } from 'zod';
import { configSchema as catalog } from '../../containers/catalog/config.ts';

const { MEDIA_BUCKET, MEDIA_URL, PRODUCTS_TABLE, UPLOADS_TABLE } = catalog.shape;

export const configSchema = z.object({ MEDIA_BUCKET, MEDIA_URL, PRODUCTS_TABLE, UPLOADS_TABLE });
