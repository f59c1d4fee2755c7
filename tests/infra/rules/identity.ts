import { ofType, type Resource } from '../support/state.ts';
import { oneOf, type Rule, respoken, statementsOf, together } from './rule.ts';

/** Who signs tokens, and with what. */
export const identity: Rule[] = [
  together('auth gets each signing key with its start time, oldest first', {
    violations: (resources) => {
      const told = toldKeys(resources).map((entry) => entry.split('@'));
      const keys = ofType(resources, 'aws_kms_key').filter(isSigning);
      const moments = told.map(([, moment = '']) => moment);
      return [
        ...keys.filter(({ values }) => !told.some(([arn]) => arn === values.arn)).map(({ address }) => address),
        ...(told.length === keys.length && keys.length > 0 ? [] : [`${told.length} keys are told`]),
        ...(moments.every((moment) => !Number.isNaN(Date.parse(moment))) ? [] : [`moments are ${moments}`]),
        ...(moments.join() === moments.toSorted().join() ? [] : [`the order is ${moments}`]),
      ];
    },
    spoil: (resources) => {
      const { values } = oneOf(resources, 'aws_ecs_task_definition', ({ family }) => family.endsWith('-auth'));
      values.container_definitions = values.container_definitions.replace(/("SIGNING_KEYS","value":")[^@]*/, '$1arn:other');
    },
  }),
  together('only auth signs with these keys, in one way', {
    violations: (resources) => {
      const arns = ofType(resources, 'aws_kms_key')
        .filter(isSigning)
        .map(({ values }) => values.arn);
      const signing = ofType(resources, 'aws_iam_role_policy').flatMap(({ address, values }) =>
        statementsOf(values.policy)
          .filter(({ Action }) => Action.includes('kms:Sign'))
          .map((statement) => ({ address, ...statement })),
      );
      if (signing.length === 0) return ['no one signs'];
      return signing
        .filter(
          ({ address, Resource, Condition }) =>
            !/^module\.auth(_function)?\[0\]\./.test(address) ||
            Resource.toSorted().join() !== arns.toSorted().join() ||
            Condition?.StringEquals?.['kms:SigningAlgorithm'] !== 'ECDSA_SHA_256',
        )
        .map(({ address }) => address);
    },
    spoil: (resources) => {
      const policy = oneOf(resources, 'aws_iam_role_policy', (values) => !values.policy.includes('kms:Sign'));
      policy.values.policy = respoken(policy.values.policy, { Action: 'kms:Sign' });
    },
  }),
];

const isSigning = ({ values }: Resource) => values.key_usage === 'SIGN_VERIFY';

/** The value of auth's SIGNING_KEYS setting, wherever it runs. */
function toldKeys(resources: readonly Resource[]): string[] {
  const definitions = ofType(resources, 'aws_ecs_task_definition').find(({ values }) => values.family.endsWith('-auth'));
  const containers = JSON.parse(definitions?.values.container_definitions ?? '[]') as Container[];
  const settings = containers.flatMap(({ environment = [] }) => environment);
  return settings.find(({ name }) => name === 'SIGNING_KEYS')?.value.split(',') ?? [];
}

type Container = { environment?: { name: string; value: string }[] };
