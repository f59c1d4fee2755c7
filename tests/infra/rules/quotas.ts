import { ofType, type Resource } from '../support/state.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

// Limits that AWS checks when a resource is created; neither the provider nor the emulator does.
const characters = { inlinePoliciesOfRole: 10_240, trustPolicy: 2_048 };
const bytes = { environment: 4_096, taskDefinition: 65_536, edgeFunction: 10_240, logPolicy: 5_120 };

/** IAM does not count white space outside strings. */
const compact = (policy: string): string => JSON.stringify(JSON.parse(policy));
const inlineOf = (resources: readonly Resource[]) =>
  Map.groupBy(ofType(resources, 'aws_iam_role_policy'), ({ values }) => String(values.role));

/** Sizes. */
export const quotas: Rule[] = [
  together('the inline policies of each role fit in a role', {
    violations: (resources) =>
      [...inlineOf(resources)].flatMap(([role, policies]) => {
        const size = policies.reduce((sum, { values }) => sum + compact(values.policy).length, 0);
        return size <= characters.inlinePoliciesOfRole ? [] : [`${role}: ${size} characters`];
      }),
    spoil: (resources) => {
      const { values } = oneOf(resources, 'aws_iam_role_policy');
      values.policy = JSON.stringify({ Statement: 'x'.repeat(characters.inlinePoliciesOfRole) });
    },
  }),
  each('each role’s trust policy fits in a role', {
    of: 'aws_iam_role',
    holds: ({ assume_role_policy }) => compact(assume_role_policy).length <= characters.trustPolicy,
    spoil: (values) => {
      values.assume_role_policy = JSON.stringify({ Statement: 'x'.repeat(characters.trustPolicy) });
    },
  }),
  each('each function’s environment fits in a function', {
    of: 'aws_lambda_function',
    holds: ({ environment }) => Buffer.byteLength(JSON.stringify(environment?.[0]?.variables ?? {})) <= bytes.environment,
    spoil: (values) => {
      values.environment = [{ variables: { TOO_LONG: 'x'.repeat(bytes.environment) } }];
    },
  }),
  each('each task definition fits in ECS', {
    of: 'aws_ecs_task_definition',
    holds: ({ container_definitions }) => Buffer.byteLength(container_definitions) <= bytes.taskDefinition,
    spoil: (values) => {
      values.container_definitions = 'x'.repeat(bytes.taskDefinition + 1);
    },
  }),
  each('each CloudFront function fits in CloudFront', {
    of: 'aws_cloudfront_function',
    holds: ({ code }) => Buffer.byteLength(code) <= bytes.edgeFunction,
    spoil: (values) => {
      values.code = 'x'.repeat(bytes.edgeFunction + 1);
    },
  }),
  each('each resource policy of CloudWatch Logs fits', {
    of: 'aws_cloudwatch_log_resource_policy',
    holds: ({ policy_document }) => compact(policy_document).length <= bytes.logPolicy,
    spoil: (values) => {
      values.policy_document = JSON.stringify({ Statement: 'x'.repeat(bytes.logPolicy) });
    },
  }),
];
