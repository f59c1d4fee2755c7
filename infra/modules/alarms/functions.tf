locals {
  # Services on Lambda have an objective for their errors; nobody but a throttle would tell of what they never began.
  throttled = merge(var.functions, var.service_functions)
}

resource "aws_cloudwatch_metric_alarm" "function_errors" {
  for_each = var.functions

  alarm_name        = "${var.name}-${each.key}-errors"
  alarm_description = "The function ${each.key} has failed in two of three periods of five minutes. See docs/operations.md, \"Alarms\"."

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
  alarm_description = "Lambda refused to run ${each.key} in two of three periods of five minutes: as many instances run as it, or the account, may have. See docs/operations.md, \"Alarms\"."

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
