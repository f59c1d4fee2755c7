# The service when CodeDeploy replaces its tasks. ECS then rejects updates of the task definition, target group and network: only a
# deployment changes them (modules/rollout). This is a separate resource because ignore_changes cannot depend on a variable. Its name
# differs so that it can start while the service that it replaces is still stopping.
resource "aws_ecs_service" "canary" {
  count = local.if_canary

  name                              = "${local.full_name}-canary"
  cluster                           = var.platform.cluster_arn
  task_definition                   = aws_ecs_task_definition.this[0].arn
  desired_count                     = var.size.replicas_min
  launch_type                       = "FARGATE"
  health_check_grace_period_seconds = 60
  enable_execute_command            = false
  enable_ecs_managed_tags           = true
  propagate_tags                    = "SERVICE"

  # Otherwise a task set that is not yet scaled to zero could prevent the service's deletion.
  force_delete = true

  deployment_controller {
    type = "CODE_DEPLOY"
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

  depends_on = [aws_iam_role_policy.execution, aws_iam_role_policy.task, aws_lb_listener_rule.this]

  lifecycle {
    ignore_changes = [desired_count, task_definition, load_balancer, network_configuration]
  }
}

# New tasks register with the target group that is not in use, so the two groups swap roles with each rollout.
resource "aws_lb_target_group" "green" {
  count = local.if_canary

  # Target group names have at most 32 characters.
  name                          = "${trimsuffix(substr(local.full_name, 0, 30), "-")}-g"
  vpc_id                        = aws_lb_target_group.this.vpc_id
  target_type                   = aws_lb_target_group.this.target_type
  protocol                      = aws_lb_target_group.this.protocol
  port                          = aws_lb_target_group.this.port
  load_balancing_algorithm_type = aws_lb_target_group.this.load_balancing_algorithm_type
  deregistration_delay          = aws_lb_target_group.this.deregistration_delay

  dynamic "health_check" {
    for_each = aws_lb_target_group.this.health_check

    content {
      path                = health_check.value.path
      matcher             = health_check.value.matcher
      interval            = health_check.value.interval
      timeout             = health_check.value.timeout
      healthy_threshold   = health_check.value.healthy_threshold
      unhealthy_threshold = health_check.value.unhealthy_threshold
    }
  }
}

# The predefined metric ALBRequestCountPerTarget covers only one target group.
resource "aws_appautoscaling_policy" "requests" {
  count = local.if_canary

  name               = "${local.full_name}-requests"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = var.requests_per_task_per_minute
    scale_out_cooldown = local.cooldown_seconds.out
    scale_in_cooldown  = local.cooldown_seconds.in

    customized_metric_specification {
      dynamic "metrics" {
        for_each = { blue = aws_lb_target_group.this.arn_suffix, green = aws_lb_target_group.green[0].arn_suffix }

        content {
          id          = metrics.key
          return_data = false

          metric_stat {
            stat = "Sum"

            metric {
              namespace   = "AWS/ApplicationELB"
              metric_name = "RequestCount"

              dimensions {
                name  = "LoadBalancer"
                value = var.platform.load_balancer_arn_suffix
              }

              dimensions {
                name  = "TargetGroup"
                value = metrics.value
              }
            }
          }
        }
      }

      metrics {
        id          = "tasks"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dimensions {
              name  = "ClusterName"
              value = var.platform.cluster_name
            }

            dimensions {
              name  = "ServiceName"
              value = local.service_name
            }
          }
        }
      }

      metrics {
        id          = "requests"
        label       = "Requests per task"
        expression  = "IF(tasks > 0, (FILL(blue, 0) + FILL(green, 0)) / tasks, 0)"
        return_data = true
      }
    }
  }
}
