import { describe, expect, it } from '@jest/globals';
import { violationsOf } from '../../local/lint-imports.ts';

const importing = (name: string) => `import { something } from '${name}';\n`;

describe('who may import whom', () => {
  // One violation per rule, so that no rule matches nothing.
  it.each([
    ['events/orders.ts', '#shared/logging/logger.ts', 'The contract stands alone'],
    ['events/orders.ts', 'hono', 'The contract needs zod'],
    ['shared/http/page.ts', '../../containers/orders/domain.ts', 'Pass it in'],
    ['containers/orders/app.ts', '../billing/domain.ts', 'Services share events'],
    ['containers/orders/reactions/judge-order.ts', '../../billing/store.ts', 'Services share events'],
    ['containers/orders/main.ts', '../../local/stack.ts', 'A service does not know'],
    ['functions/timeline/handler.ts', '../../containers/orders/store.ts', 'A function shares'],
    ['functions/media/handler.ts', '../../containers/orders/store.ts', 'It keeps the catalog’s products'],
    ['functions/media/handler.ts', '../../containers/catalog/app.ts', 'It keeps the catalog’s products'],
    ['functions/media/handler.ts', '../../local/stack.ts', 'A function does not know'],
    ['local/stack.ts', '../tests/support/build.ts', 'Move what both need'],
    ['containers/orders/domain.ts', '#shared/messaging/stamp.ts', 'Decisions are pure'],
    ['containers/orders/domain.ts', 'node:crypto', 'Decisions are pure'],
    ['containers/orders/app.ts', 'drizzle-orm/pg-core', 'speak SQL'],
    ['containers/orders/app.ts', 'postgres', 'speak SQL'],
    ['containers/orders/app.ts', '@aws-sdk/lib-dynamodb', 'speak to DynamoDB'],
    ['containers/orders/commands/place-order.ts', '@aws-sdk/client-sns', 'the messaging layer publishes'],
    ['containers/catalog/app.ts', '@aws-sdk/s3-presigned-post', 'speak to S3'],
    ['shared/http/page.ts', 'stripe', 'Ask billing'],
    ['containers/catalog/lambda.ts', 'serverless-http', 'It loses every header'],
    ['containers/orders/app.ts', 'fauxqs', 'Emulators belong'],
    ['client/index.ts', '#events/money.ts', 'it stands alone'],
    ['shared/http/page.ts', '../../client/index.ts', 'for those who call us'],
    ['utils/strings.ts', 'zod', 'one of the folders'],
  ])('%s may not import %s', (file, name, instead) => {
    expect(violationsOf(file, importing(name)).map((violation) => violation.instead)).toEqual([expect.stringContaining(instead)]);
  });

  it.each([
    ['events/orders.ts', 'zod'],
    ['containers/orders/domain.ts', '#events/orders.ts'],
    ['containers/orders/reactions/judge-order.ts', '../store.ts'],
    ['containers/orders/product-store.ts', '@aws-sdk/lib-dynamodb'],
    ['shared/messaging/publisher.ts', '@aws-sdk/client-sns'],
    ['shared/http/lambda.ts', 'serverless-http'],
    ['functions/media/take-upload.ts', '../../containers/catalog/store.ts'],
    ['functions/media/picture-store.ts', '@aws-sdk/client-s3'],
    ['local/resources/messaging.ts', 'fauxqs'],
    ['client/index.ts', 'openapi-fetch'],
    ['client/index.ts', './schema.ts'],
    ['tests/unit/x.test.ts', '../../containers/orders/store.ts'],
  ])('%s may import %s', (file, name) => {
    expect(violationsOf(file, importing(name))).toEqual([]);
  });

  it('is checked for every kind of import', () => {
    const ways = [
      "import 'stripe';",
      "export * from 'stripe';",
      "import {\n  a,\n  b,\n} from 'stripe';",
      "const x = await import('stripe');",
    ];
    expect(ways.map((way) => violationsOf('shared/http/page.ts', way).length)).toEqual([1, 1, 1, 1]);
  });
});
