locals {
  full_name = "${var.platform.name}-${var.name}"

  # Policies use this name instead of the resource's, so that a plan can show them.
  log_group_name = "/ecs/${local.full_name}"

  # Otherwise the target group leads to pods, and there are no tasks.
  if_on_fargate = var.platform.on_fargate ? 1 : 0

  # Who replaces the tasks: ECS itself, or CodeDeploy with a canary.
  if_rolling = var.platform.on_fargate && !var.platform.canary ? 1 : 0
  if_canary  = var.platform.on_fargate && var.platform.canary ? 1 : 0

  service_name = one(concat(aws_ecs_service.this[*].name, aws_ecs_service.canary[*].name))
}

resource "aws_cloudwatch_log_group" "this" {
  count = local.if_on_fargate

  name              = local.log_group_name
  retention_in_days = var.platform.log_retention_days
  kms_key_id        = var.platform.kms_key_arn
}

resource "aws_ecs_task_definition" "this" {
  count = local.if_on_fargate

  family                   = local.full_name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.size.cpu
  memory                   = var.size.memory
  task_role_arn            = aws_iam_role.task[0].arn
  execution_role_arn       = aws_iam_role.execution[0].arn
  container_definitions    = jsonencode(local.containers)

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # ECS can roll back only to a revision that is still registered, so the old one is removed only once the new one runs.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ecs_service" "this" {
  count = local.if_rolling

  name                               = local.full_name
  cluster                            = var.platform.cluster_arn
  task_definition                    = aws_ecs_task_definition.this[0].arn
  desired_count                      = var.size.replicas_min
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = 60
  enable_execute_command             = false
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"
  wait_for_steady_state              = true

  # Otherwise a new share of Spot would replace the service instead of updating it.
  force_new_deployment = true

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    base              = 1
    weight            = 100 - var.platform.spot_percent
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.platform.spot_percent > 0 ? [var.platform.spot_percent] : []

    content {
      capacity_provider = "FARGATE_SPOT"
      weight            = capacity_provider_strategy.value
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.platform.subnet_ids
    security_groups  = [var.platform.security_group_id]
    assign_public_ip = var.platform.assign_public_ip
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.this.arn
    container_name   = var.name
    container_port   = local.port
  }

  # A task that may not pull its image fails, and a target group without a listener rule has no health checks.
  depends_on = [aws_iam_role_policy.execution, aws_iam_role_policy.task, aws_lb_listener_rule.this]

  lifecycle {
    # Autoscaling decides.
    ignore_changes = [desired_count]

    # A service is steady after a rollback too.
    postcondition {
      condition     = self.task_definition == aws_ecs_task_definition.this[0].arn
      error_message = "The new tasks of ${var.name} did not become healthy, so ECS rolled back to the previous ones: look at the log group ${local.log_group_name} and the service's events."
    }
  }
}
