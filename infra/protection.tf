# Terraform destroys in parallel: of a deployment whose data are protected it would take down all the rest before it meets what
# refuses. This comes after everything, so it goes first, and while the data are protected it does not go.
resource "terraform_data" "protection" {
  input = var.protect_data

  provisioner "local-exec" {
    when    = destroy
    command = self.input ? "echo 'protect_data is true: apply once with false before you destroy.' >&2; exit 1" : "true"
  }

  depends_on = [
    aws_acm_certificate.cdn,
    aws_acm_certificate_validation.cdn,
    aws_backup_plan.this,
    aws_backup_selection.this,
    aws_backup_vault.this,
    aws_budgets_budget.this,
    aws_cloudwatch_log_group.container_insights,
    aws_cloudwatch_query_definition.order_history,
    aws_cloudwatch_query_definition.parked_messages,
    aws_ecs_cluster.this,
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role.backup,
    aws_iam_role_policy_attachment.backup,
    aws_kms_alias.data,
    aws_kms_alias.tokens,
    aws_kms_key.cdn_firewall_logs,
    aws_kms_key.data,
    aws_kms_key.tokens,
    aws_lambda_invocation.auth_migrate,
    aws_route53_record.cdn,
    aws_route53_record.cdn_certificate,
    aws_s3_bucket_policy.media,
    aws_secretsmanager_secret.stripe,
    aws_secretsmanager_secret_version.stripe,
    aws_sns_topic.alarms,
    aws_sns_topic_policy.alarms,
    aws_sns_topic_subscription.alarms,
    aws_xray_group.this,
    aws_xray_sampling_rule.this,
    module.alarms,
    module.api_firewall,
    module.auth,
    module.auth_function,
    module.auth_migrate,
    module.authorizer,
    module.billing,
    module.catalog,
    module.catalog_function,
    module.cdn,
    module.cdn_firewall,
    module.dashboard,
    module.database,
    module.gateway,
    module.image,
    module.inventory,
    module.load_balancer,
    module.media,
    module.messaging,
    module.network,
    module.orders,
    module.shipping,
    module.tables,
    module.timeline,
  ]
}
