resource "aws_ecs_cluster" "this" {
  count = local.on_fargate ? 1 : 0

  name = local.name

  # Backlog scaling, the alarms and the dashboard use its task counts.
  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  depends_on = [aws_cloudwatch_log_group.container_insights]
}

# Otherwise Container Insights creates it, with no retention period, and terraform destroy leaves it behind.
resource "aws_cloudwatch_log_group" "container_insights" {
  count = local.on_fargate ? 1 : 0

  name              = "/aws/ecs/containerinsights/${local.name}/performance"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.data.arn
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  count = local.on_fargate ? 1 : 0

  cluster_name       = aws_ecs_cluster.this[0].name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

locals {
  # What all services have in common.
  platform = {
    name                     = local.name
    region                   = var.aws_region
    account_id               = var.aws_account_id
    on_fargate               = local.on_fargate
    cluster_arn              = one(aws_ecs_cluster.this[*].arn)
    cluster_name             = one(aws_ecs_cluster_capacity_providers.this[*].cluster_name)
    vpc_id                   = module.network.vpc_id
    subnet_ids               = module.network.task_subnet_ids
    assign_public_ip         = module.network.tasks_get_public_ips
    security_group_id        = module.network.security_group_ids.tasks
    listener_arn             = module.load_balancer.listener_arn
    load_balancer_arn_suffix = module.load_balancer.arn_suffix
    kms_key_arn              = aws_kms_key.data.arn
    log_retention_days       = var.log_retention_days
    spot_percent             = var.spot_percent
    night                    = var.night
    canary                   = local.canary
    tracing_sidecar          = var.tracing_sidecar
    permissions_boundary     = var.permissions_boundary
    environment              = merge(local.token_environment, local.tracing_environment, { LOG_LEVEL = var.log_level })
    secrets                  = local.tracing_secrets
  }

  # The database administrator's credentials, for the container that migrates a service's schema.
  migration = {
    environment = { DATABASE_URL = module.database.admin_url }
    secrets = {
      DATABASE_USER     = "${module.database.master_secret_arn}:username::"
      DATABASE_PASSWORD = "${module.database.master_secret_arn}:password::"
    }
  }
}
