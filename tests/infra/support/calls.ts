import type { Moto } from './moto.ts';

/** What Terraform's provider has called in an account: AWS's names of the service and the operation, such as `sqs:CreateQueue`. */
export async function callsOf(moto: Moto): Promise<string[]> {
  return (await (await fetch(`${moto.url}/calls`)).json()) as string[];
}

/** The IAM actions that a call requires, those of other services included. */
export const actionsOf = (call: string): string[] => [...ownActionsOf(call), ...(dependent[call] ?? [])];

/** Most have the operation's name; AWS's reference of service authorization lists the others. */
function ownActionsOf(call: string): string[] {
  const [signedAs = '', operation = ''] = call.split(':');
  const service = signedAs === 'monitoring' ? 'cloudwatch' : signedAs;
  // Everybody may ask who they are.
  if (service === 'sts' && operation === 'GetCallerIdentity') return [];
  if (service === 'apigateway') return [`apigateway:${methodOf(operation)}`];
  if (service === 'budgets') return [`budgets:${budgetActions[operation] ?? operation}`];
  return (others[`${service}:${operation}`] ?? [operation]).map((action) => `${service}:${action}`);
}

const methods = { Create: 'POST', Tag: 'POST', Get: 'GET', Update: 'PATCH', Delete: 'DELETE', Untag: 'DELETE' };

const methodOf = (operation: string) => Object.entries(methods).find(([verb]) => operation.startsWith(verb))?.[1] ?? operation;

const budgetActions: Record<string, string> = {
  CreateBudget: 'ModifyBudget',
  CreateNotification: 'ModifyBudget',
  DeleteBudget: 'ModifyBudget',
  DescribeBudget: 'ViewBudget',
  DescribeNotificationsForBudget: 'ViewBudget',
  DescribeSubscribersForNotification: 'ViewBudget',
  UpdateBudget: 'ModifyBudget',
};

const others: Record<string, string[]> = {
  'cloudfront:CreateDistributionWithTags': ['CreateDistribution', 'TagResource'],
  'lambda:Invoke': ['InvokeFunction'],
  's3:DeleteBucketEncryption': ['PutEncryptionConfiguration'],
  's3:DeleteBucketLifecycle': ['PutLifecycleConfiguration'],
  's3:DeleteBucketCors': ['PutBucketCORS'],
  's3:DeleteBucketOwnershipControls': ['PutBucketOwnershipControls'],
  's3:DeleteObjects': ['DeleteObject', 'DeleteObjectVersion'],
  's3:DeletePublicAccessBlock': ['PutBucketPublicAccessBlock'],
  's3:GetBucketAccelerateConfiguration': ['GetAccelerateConfiguration'],
  's3:GetBucketCors': ['GetBucketCORS'],
  's3:GetBucketEncryption': ['GetEncryptionConfiguration'],
  's3:GetBucketLifecycle': ['GetLifecycleConfiguration'],
  's3:GetBucketReplication': ['GetReplicationConfiguration'],
  's3:GetObjectLockConfiguration': ['GetBucketObjectLockConfiguration'],
  's3:GetPublicAccessBlock': ['GetBucketPublicAccessBlock'],
  's3:HeadBucket': ['ListBucket'],
  's3:HeadObject': ['GetObject'],
  's3:ListObjectVersions': ['ListBucketVersions'],
  's3:ListObjectsV2': ['ListBucket'],
  's3:ListBuckets': ['ListAllMyBuckets'],
  's3:PutBucketCors': ['PutBucketCORS'],
  's3:PutBucketEncryption': ['PutEncryptionConfiguration'],
  's3:PutBucketLifecycle': ['PutLifecycleConfiguration'],
  's3:PutPublicAccessBlock': ['PutBucketPublicAccessBlock'],
};

/**
 * What AWS also checks, because the operation calls another service on behalf of the caller. The emulator makes no such calls. AWS's
 * reference lists most of these as dependent actions, but not the one for load balancers.
 */
export const dependent: Record<string, string[]> = {
  'application-autoscaling:RegisterScalableTarget': ['ecs:DescribeServices', 'ecs:UpdateService', 'iam:CreateServiceLinkedRole'],
  'apigateway:CreateVpcLink': ['iam:CreateServiceLinkedRole'],
  'ec2:CreateFlowLogs': ['iam:PassRole', 'logs:CreateLogDelivery'],
  'ec2:CreateVpcEndpoint': ['route53:AssociateVPCWithHostedZone'],
  'ecr:CreateRepository': ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
  'ecs:CreateCluster': ['iam:CreateServiceLinkedRole'],
  'ecs:RegisterTaskDefinition': ['iam:PassRole'],
  'elasticloadbalancing:CreateLoadBalancer': ['ec2:GetSecurityGroupsForVpc', 'iam:CreateServiceLinkedRole'],
  'lambda:CreateFunction': ['iam:PassRole', 'kms:CreateGrant', 'kms:Encrypt'],
  'rds:CreateDBCluster': ['kms:CreateGrant', 'kms:GenerateDataKey', 'secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
  'rds:CreateDBInstance': ['iam:PassRole'],
  'wafv2:AssociateWebACL': ['elasticloadbalancing:SetWebAcl'],
  'wafv2:PutLoggingConfiguration': ['iam:CreateServiceLinkedRole', 'logs:CreateLogDelivery', 'logs:PutResourcePolicy'],
};
