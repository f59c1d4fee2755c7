locals {
  # ECS has metrics for tasks. For pods, only the load balancer has any.
  on_fargate = var.cluster_name == null ? {} : var.tasks
  as_pods    = var.cluster_name == null ? var.tasks : {}

  # Keyed by service and resource, such as "orders-cpu".
  utilizations = merge([for service, tasks in local.on_fargate : { for resource, metric in { cpu = "CPUUtilization", memory = "MemoryUtilization" } :
    "${service}-${resource}" => { service = service, service_name = tasks.service_name, resource = resource, metric = metric }
  }]...)
}

resource "aws_cloudwatch_metric_alarm" "utilization" {
  for_each = local.utilizations

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "The tasks of ${each.value.service} have used more than 85 % of their ${each.value.resource == "cpu" ? "CPU" : "memory"} for fifteen minutes: adding tasks did not help, or the maximum number of tasks is running. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/ECS"
  metric_name         = each.value.metric
  dimensions          = { ClusterName = var.cluster_name, ServiceName = each.value.service_name }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

# Fires only below both the desired count and the minimum: tasks that are stopped at night are not missing.
resource "aws_cloudwatch_metric_alarm" "tasks" {
  for_each = { for service, tasks in local.on_fargate : service => tasks if tasks.replicas_min > 0 }

  alarm_name        = "${var.name}-${each.key}-tasks"
  alarm_description = "For ten minutes, fewer tasks of ${each.key} than the minimum of ${each.value.replicas_min} have been running: they do not start, or they stop. See docs/operations.md, \"Alarms\"."

  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "missing"
    label       = "tasks below the minimum"
    expression  = "IF(running < desired AND running < ${each.value.replicas_min}, ${each.value.replicas_min} - running, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { running = "RunningTaskCount", desired = "DesiredTaskCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "ECS/ContainerInsights"
        metric_name = metric_query.value
        dimensions  = { ClusterName = var.cluster_name, ServiceName = each.value.service_name }
        stat        = "Minimum"
        period      = 60
      }
    }
  }
}

# Missing data means that the target group has no pods.
resource "aws_cloudwatch_metric_alarm" "pods" {
  for_each = local.as_pods

  alarm_name        = "${var.name}-${each.key}-pods"
  alarm_description = "For five minutes, the load balancer has seen no healthy pod of ${each.key}: none is running, or the controller does not register them. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  dimensions          = { LoadBalancer = var.load_balancer_arn_suffix, TargetGroup = each.value.target_group_arn_suffix }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "database_capacity" {
  alarm_name        = "${var.name}-database-capacity"
  alarm_description = "For fifteen minutes, the database has used more than 90 % of its maximum capacity. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/RDS"
  metric_name         = "ACUUtilization"
  dimensions          = { DBClusterIdentifier = var.database_cluster_id }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}
