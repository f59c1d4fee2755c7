import { z } from 'zod';
import { cognitoIsWhole, tokenSettings } from '#shared/config/settings.ts';

export const configSchema = z.object(tokenSettings).refine(...cognitoIsWhole);
