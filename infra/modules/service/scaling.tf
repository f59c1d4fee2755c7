resource "aws_appautoscaling_target" "this" {
  count = local.if_on_fargate

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.platform.cluster_name}/${local.service_name}"
  min_capacity       = var.size.replicas_min
  max_capacity       = var.size.replicas_max
}

locals {
  # Scale out fast and in slowly: a task costs little, and starting one takes most of a minute.
  cooldown_seconds = { out = 60, in = 300 }

  predefined = {
    cpu      = { metric = "ECSServiceAverageCPUUtilization", label = null, target = 60 }
    requests = { metric = "ALBRequestCountPerTarget", label = "${var.platform.load_balancer_arn_suffix}/${aws_lb_target_group.this.arn_suffix}", target = var.requests_per_task_per_minute }
  }
}

resource "aws_appautoscaling_policy" "predefined" {
  for_each = { for name, metric in local.predefined : name => metric if var.platform.on_fargate && !(var.platform.canary && name == "requests") }

  name               = "${local.full_name}-${each.key}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.target
    scale_out_cooldown = local.cooldown_seconds.out
    scale_in_cooldown  = local.cooldown_seconds.in

    predefined_metric_specification {
      predefined_metric_type = each.value.metric
      resource_label         = each.value.label
    }
  }
}

# A consumer that waits for others uses hardly any CPU, however many messages are waiting.
resource "aws_appautoscaling_policy" "backlog" {
  count = var.queue == null ? 0 : local.if_on_fargate

  name               = "${local.full_name}-backlog"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 100
    scale_out_cooldown = local.cooldown_seconds.out
    scale_in_cooldown  = local.cooldown_seconds.in

    customized_metric_specification {
      metrics {
        id          = "waiting"
        return_data = false

        metric_stat {
          stat = "Maximum"

          metric {
            namespace   = "AWS/SQS"
            metric_name = "ApproximateNumberOfMessagesVisible"

            dimensions {
              name  = "QueueName"
              value = var.queue.name
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
        id          = "backlog"
        label       = "Messages waiting per task"
        expression  = "IF(tasks > 0, waiting / tasks, waiting)"
        return_data = true
      }
    }
  }
}

# At night neither load nor a backlog starts tasks. An apply at night starts them all, until the next evening.
resource "aws_appautoscaling_scheduled_action" "night" {
  for_each = var.platform.night == null || !var.platform.on_fargate ? {} : {
    stop  = { schedule = var.platform.night.stop, min = 0, max = 0 }
    start = { schedule = var.platform.night.start, min = var.size.replicas_min, max = var.size.replicas_max }
  }

  name               = "${local.full_name}-${each.key}"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id
  schedule           = each.value.schedule
  timezone           = var.platform.night.timezone

  scalable_target_action {
    min_capacity = each.value.min
    max_capacity = each.value.max
  }
}
