locals {
  # Services on Lambda have an objective for their errors, but only throttles show the calls that never started.
  throttled = merge(var.functions, var.service_functions)
}

resource "aws_cloudwatch_metric_alarm" "function_errors" {
  for_each = var.functions

  alarm_name        = "${var.name}-${each.key}-errors"
  alarm_description = "The function ${each.key} has failed in two of three five-minute periods. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = each.value }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "function_throttles" {
  for_each = local.throttled

  alarm_name        = "${var.name}-${each.key}-throttles"
  alarm_description = "Lambda throttled ${each.key} in two of three five-minute periods: the function or the account has reached its concurrency limit. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = each.value }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}
