# How tasks are replaced: with rolling, by ECS itself; with canary, by CodeDeploy, which needs an application and a deployment group for
# each service. These are not in the service module, because they depend on the alarms, which depend on the services.
locals {
  canary = var.rollout == "canary"
}

# A deployment configuration cannot be changed, or deleted while in use. So a new one gets a new name and is created first.
resource "aws_codedeploy_deployment_config" "canary" {
  count = local.canary ? 1 : 0

  deployment_config_name = "${local.name}-canary-${var.canary.percent}-percent-${var.canary.minutes}-minutes"
  compute_platform       = "ECS"

  traffic_routing_config {
    type = "TimeBasedCanary"

    time_based_canary {
      percentage = var.canary.percent
      interval   = var.canary.minutes
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

module "rollout" {
  source   = "./modules/rollout"
  for_each = { for name, tasks in local.tasks : name => tasks if local.canary && local.on_fargate }

  permissions_boundary = var.permissions_boundary

  name         = "${local.name}-${each.key}"
  region       = var.aws_region
  account_id   = var.aws_account_id
  cluster_name = local.platform.cluster_name
  listener_arn = local.platform.listener_arn
  service      = merge(each.value.canary, { name = each.value.service_name, arn = each.value.service_id, log_group_name = each.value.log_group_name })
  network      = { subnet_ids = local.platform.subnet_ids, security_group_id = local.platform.security_group_id, assign_public_ip = local.platform.assign_public_ip }
  alarm_names  = module.alarms.of_rollouts[each.key]
  canary       = { config_name = aws_codedeploy_deployment_config.canary[0].deployment_config_name, minutes = var.canary.minutes }
}
