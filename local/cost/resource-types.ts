import type { Inventory } from './inventory.ts';

/** Types whose cost the estimate calculates. */
const estimated = [
  'aws_apigatewayv2_api',
  'aws_apigatewayv2_route',
  'aws_appautoscaling_policy',
  'aws_backup_plan',
  'aws_cloudfront_distribution',
  'aws_cloudfront_function',
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_log_group',
  'aws_cloudwatch_metric_alarm',
  'aws_dynamodb_table',
  'aws_ecr_repository',
  'aws_ecs_cluster',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_eks_cluster',
  'aws_eks_node_group',
  'aws_eip',
  'aws_flow_log',
  'aws_kms_key',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function',
  'aws_lb',
  'aws_nat_gateway',
  'aws_rds_cluster',
  'aws_rds_cluster_instance',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
  'aws_sns_topic',
  'aws_sqs_queue',
  'aws_vpc_endpoint',
  'aws_wafv2_web_acl',
  'aws_wafv2_web_acl_logging_configuration',
];

/**
 * Types that AWS does not charge for themselves: settings, permissions, names and parts of others. Budgets without actions and
 * ACM certificates are free too.
 */
const free = [
  /^aws_(acm_certificate|acm_certificate_validation|budgets_budget|lambda_invocation|internet_gateway|vpc|subnet|default_security_group)$/,
  /^aws_apigatewayv2_(api_mapping|authorizer|domain_name|integration|stage|vpc_link)$/,
  /^aws_(appautoscaling_(scheduled_action|target)|backup_(selection|vault|vault_policy))$/,
  /^aws_cloudfront_(cache_policy|origin_access_control|origin_request_policy|response_headers_policy)$/,
  // Events of AWS's own services.
  /^aws_cloudwatch_event_(rule|target)$/,
  /^aws_cloudwatch_(log_resource_policy|query_definition|log_metric_filter)$/,
  // Deployments to ECS are free; the second set of tasks costs for as long as it runs.
  /^aws_codedeploy_(app|deployment_config|deployment_group)$/,
  /^aws_(db_parameter_group|db_subnet_group|rds_cluster_parameter_group|rds_cluster_role_association)$/,
  /^aws_(ecr_lifecycle_policy|ecr_repository_policy|ecs_cluster_capacity_providers|dynamodb_resource_policy)$/,
  // Nodes are charged by their group, their disks with them.
  /^aws_(eks_(access_entry|access_policy_association|addon|pod_identity_association)|launch_template)$/,
  /^aws_iam_(role|role_policy|role_policy_attachment|policy)$/,
  /^aws_(kms_alias|kms_key_policy|lambda_alias|lambda_permission|lb_listener|lb_listener_rule|lb_target_group)$/,
  /^aws_(network_acl|network_acl_rule|network_acl_association|route|route_table|route_table_association|route53_record)$/,
  /^aws_(security_group|vpc_security_group_(egress|ingress)_rule|vpc_endpoint_route_table_association)$/,
  /^aws_s3_bucket_(cors_configuration|lifecycle_configuration|notification|ownership_controls|policy|public_access_block)$/,
  /^aws_s3_bucket_(server_side_encryption_configuration|versioning)$/,
  // Once a day, of fourteen million free calls a month.
  /^aws_scheduler_schedule$/,
  // The deployed objects are a few small files.
  /^aws_s3_object$/,
  /^aws_(secretsmanager_secret_(version|policy)|sns_topic_(policy|subscription)|sqs_queue_(policy|redrive_(allow_)?policy))$/,
  /^aws_(wafv2_web_acl_association|xray_group|xray_sampling_rule|vpc_endpoint_policy)$/,
  /^(terraform_data|null_resource|random_.*|time_.*)$/,
];

/** Resources that may cost something but are not in the estimate, because their type is unknown. */
export function notEstimated({ resources }: Inventory): string[] {
  const isKnown = (type: string) => estimated.includes(type) || free.some((pattern) => pattern.test(type));
  return Object.keys(resources).filter((type) => !isKnown(type));
}
