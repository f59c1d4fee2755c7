locals {
  orders_metrics = {
    namespace  = var.name
    dimensions = { service = "orders" }
  }
}

resource "aws_cloudwatch_metric_alarm" "unsettled" {
  alarm_name        = "${var.name}-orders-unsettled"
  alarm_description = "For five minutes, orders have been overdue, or the tasks of the orders service have reported nothing although they should be running: a service owes an event and does not answer, or orders itself is silent. See docs/operations.md, \"An order that does not settle\"."

  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 5
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  # Orders reports every minute, even a count of zero. Silence is bad news, except at night, when no task should run. Pods run at
  # night too.
  metric_query {
    id          = "unsettled"
    label       = "orders overdue, or silence"
    expression  = var.cluster_name == null ? "FILL(overdue, 1)" : "IF(FILL(desired, 1) > 0, FILL(overdue, 1), 0)"
    return_data = true
  }

  metric_query {
    id = "overdue"

    metric {
      namespace   = local.orders_metrics.namespace
      metric_name = "OrdersOverdue"
      dimensions  = local.orders_metrics.dimensions
      stat        = "Maximum"
      period      = 60
    }
  }

  dynamic "metric_query" {
    for_each = var.cluster_name[*]

    content {
      id = "desired"

      metric {
        namespace   = "ECS/ContainerInsights"
        metric_name = "DesiredTaskCount"
        dimensions  = { ClusterName = metric_query.value, ServiceName = var.tasks["orders"].service_name }
        stat        = "Maximum"
        period      = 60
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "compensations" {
  alarm_name        = "${var.name}-orders-compensations"
  alarm_description = "In fifteen minutes, more than 20 % of at least 20 decided orders were cancelled: stock, payments or shipments are being refused, or orders reach their deadline. See docs/operations.md, \"Alarms\"."

  comparison_operator = "GreaterThanThreshold"
  threshold           = 20
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "rate"
    label       = "cancelled, percent of decided"
    expression  = "IF(FILL(confirmed, 0) + FILL(cancelled, 0) >= 20, 100 * FILL(cancelled, 0) / (FILL(confirmed, 0) + FILL(cancelled, 0)), 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { confirmed = "OrdersConfirmed", cancelled = "OrdersCancelled" }

    content {
      id = metric_query.key

      metric {
        namespace   = local.orders_metrics.namespace
        metric_name = metric_query.value
        dimensions  = local.orders_metrics.dimensions
        stat        = "Sum"
        period      = 900
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = var.queues

  alarm_name        = "${var.name}-${each.key}-dead-letters"
  alarm_description = "In the last five minutes, a message for ${each.key} was parked: it is poison, or it was received eight times and never handled. See docs/operations.md, \"Dead letters\"."

  namespace           = var.name
  metric_name         = "DeadLettersRecorded"
  dimensions          = { service = "dead-letters", queue = each.key }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

# The age counts from when a message was parked. A recorded message leaves the queue within seconds.
resource "aws_cloudwatch_metric_alarm" "unrecorded" {
  for_each = var.queues

  alarm_name        = "${var.name}-${each.key}-dead-letters-unrecorded"
  alarm_description = "A parked message for ${each.key} has waited more than ten minutes to be recorded: the function dead-letters is failing. SQS deletes the message two weeks after it was first sent. See docs/operations.md, \"Dead letters\"."

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = each.value.dead_letter_name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "message_age" {
  for_each = var.queues

  alarm_name        = "${var.name}-${each.key}-message-age"
  alarm_description = "A message for ${each.key} has waited more than two minutes: ${each.key} is down, too slow, or waiting for its store or provider. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = each.value.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 120
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

# The one alarm to page on. It covers every sign that the saga does not settle; its parts say which one it is.
resource "aws_cloudwatch_composite_alarm" "saga" {
  alarm_name        = "${var.name}-saga-does-not-settle"
  alarm_description = "Orders are waiting for an answer that does not come. The part that is in alarm says where to begin. See docs/operations.md, \"An order that does not settle\"."

  alarm_rule = join(" OR ", [for alarm in concat(
    [aws_cloudwatch_metric_alarm.unsettled.alarm_name],
    [for consumer, alarm in aws_cloudwatch_metric_alarm.message_age : alarm.alarm_name if !contains(var.observers, consumer)],
    [for consumer, alarm in aws_cloudwatch_metric_alarm.dead_letters : alarm.alarm_name if !contains(var.observers, consumer)],
  ) : "ALARM(\"${alarm}\")"])

  alarm_actions = [var.topic_arn]
  ok_actions    = [var.topic_arn]
}
