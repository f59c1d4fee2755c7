import { contentSecurityPolicy } from '../../../local/documents.ts';
import { site } from '../../../local/site.ts';
import { deployment } from '../support/deployment.ts';
import { ofType } from '../support/state.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

type Behavior = { target_origin_id: string; path_pattern?: string; function_association: { event_type: string }[] };
type Origin = { origin_id: string; custom_header: { name: string; value: string }[] };

/** What CloudFront adds to requests and responses. */
export const delivery: Rule[] = [
  each('CloudFront proves itself to the API with a secret header, and sends it nowhere else', {
    of: 'aws_cloudfront_distribution',
    holds: ({ origin }) =>
      origin.every(({ origin_id, custom_header }: Origin) =>
        origin_id === 'api'
          ? custom_header.some(({ name, value }) => name === 'x-cdn-secret' && value.length >= 32)
          : custom_header.length === 0,
      ),
    spoil: (values) => {
      for (const origin of values.origin) origin.custom_header = [];
    },
  }),
  each('wherever that header goes, CloudFront adds the viewer’s address itself', {
    of: 'aws_cloudfront_distribution',
    holds: ({ default_cache_behavior, ordered_cache_behavior }) =>
      [...default_cache_behavior, ...ordered_cache_behavior]
        .filter(({ target_origin_id }: Behavior) => target_origin_id === 'api')
        .every(({ function_association }: Behavior) => function_association.some((on) => on.event_type === 'viewer-request')),
    spoil: (values) => {
      for (const behavior of values.ordered_cache_behavior) behavior.function_association = [];
    },
  }),
  each('the function that adds it is live', {
    of: 'aws_cloudfront_function',
    where: ({ address }) => address.endsWith('.viewer_address'),
    holds: ({ publish, code }) => publish && code.includes('x-viewer-address') && code.includes('event.viewer.ip'),
    spoil: (values) => {
      values.publish = false;
    },
  }),
  together('only CloudFront and auth get the secret', {
    violations: (resources) => {
      const { secret_string } = oneOf(resources, 'aws_secretsmanager_secret_version', isOfCdn).values;
      return resources
        .filter(({ values }) => JSON.stringify(values).includes(secret_string))
        .map(({ address }) => address)
        .filter((address) => !mayKnow.test(address));
    },
    spoil: (resources) => {
      const { secret_string } = oneOf(resources, 'aws_secretsmanager_secret_version', isOfCdn).values;
      oneOf(resources, 'aws_ecs_task_definition').values.container_definitions = secret_string;
    },
  }),
  each('the site’s pages may load the same as from the stand-in', {
    of: 'aws_cloudfront_response_headers_policy',
    holds: ({ security_headers_config: [headers] }) =>
      headers.content_security_policy[0].override &&
      isPolicyOfSite(headers.content_security_policy[0].content_security_policy) &&
      headers.content_type_options[0].override,
    spoil: (values) => {
      values.security_headers_config[0].content_security_policy[0].content_security_policy = "default-src 'self'";
    },
  }),
  together('what the stand-in serves besides the API is in a bucket, under its path and with its type', {
    violations: (resources) => {
      const objects = ofType(resources, 'aws_s3_object').map(({ values }) => values);
      const { documents, page } = site({ stripePublishableKey });
      return Object.entries({ ...documents, '/index.html': page('/') }).flatMap(([path, document]) => {
        const found = objects.find(({ key }) => `/${key}` === path);
        const isSame =
          document &&
          found?.content_type === document.contentType &&
          found?.cache_control === document.headers['cache-control'] &&
          // The others are files of the build.
          [document.body.toString(), undefined].includes(found.content ?? undefined);
        return isSame ? [] : [`${path}: ${found?.content_type}, ${found?.cache_control}`];
      });
    },
    spoil: (resources) => {
      oneOf(resources, 'aws_s3_object', ({ key }) => key === 'docs').values.content_type = 'application/octet-stream';
    },
  }),
  each('CloudFront serves it from there, and the API from its origin', {
    of: 'aws_cloudfront_distribution',
    holds: ({ default_cache_behavior: [rest], ordered_cache_behavior }) => {
      const servedFrom = (path: string) =>
        [...ordered_cache_behavior, rest].find(({ path_pattern = '*' }: Behavior) =>
          path_pattern.endsWith('*') ? path.startsWith(path_pattern.slice(0, -1)) : path === path_pattern,
        ).target_origin_id;
      return (
        [...Object.keys(site().documents), '/', '/orders/1', '/console'].every((path) => servedFrom(path) === 'site') &&
        ['/v1/orders', '/v1/catalog/products'].every((path) => servedFrom(path) === 'api') &&
        // The page is served at any path, but not in place of the reference.
        rest.function_association.length === 1
      );
    },
    spoil: (values) => {
      values.default_cache_behavior[0].target_origin_id = 'api';
    },
  }),
];

const { stripe_publishable_key: stripePublishableKey } = deployment();
const isOfCdn = ({ secret_id }: { secret_id?: string }) => /-cdn-/.test(secret_id ?? '');
const mayKnow =
  /^(module\.cdn\.aws_cloudfront_distribution\.this|aws_secretsmanager_secret_version\.cdn|terraform_data\.cdn_secret\["\w+"\]|module\.auth_function\[0\].*)$/;

/** The same policy as the stand-in's, with the bucket that pictures are sent to. */
function isPolicyOfSite(policy: string): boolean {
  const [, bucket] = /connect-src 'self' (https:\/\/[\w.-]+-media-[\w.-]+)[ ;]/.exec(policy) ?? [];
  return bucket !== undefined && policy === contentSecurityPolicy({ uploadsTo: bucket, stripePublishableKey });
}
