import { tables as auth } from '../../containers/auth/schema.ts';
import { tables as catalog } from '../../containers/catalog/schema.ts';
import { tables as inventory } from '../../containers/inventory/schema.ts';
import { tables as deadLetters } from '../../functions/dead-letters/schema.ts';
import { tables as timeline } from '../../functions/timeline/schema.ts';

/** Every DynamoDB table, for Terraform and the local emulator; all keys are strings. */
export const tables = () => [...auth, ...catalog, ...inventory, ...timeline, ...deadLetters];
