# An objective is missed when two of three five-minute periods miss it. Percentiles and error rates mean nothing with few
# requests, so fewer than three failures in a period raise no alarm.
locals {
  period              = 300
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  error_rate          = "IF(FILL(errors, 0) >= 3, 100 * errors / requests, 0)"

  # Where each error rate comes from: the namespace, the two metrics and their dimensions.
  error_rates = merge(
    { for key, group in local.target_groups : key => {
      namespace  = "AWS/ApplicationELB"
      errors     = "HTTPCode_Target_5XX_Count"
      requests   = "RequestCount"
      dimensions = local.targets[key]
      means      = "${group.service} answers more than ${var.objectives.errors_percent} % of requests with 5xx."
    } },
    { for service, name in var.service_functions : service => {
      namespace  = "AWS/Lambda"
      errors     = "Errors"
      requests   = "Invocations"
      dimensions = { FunctionName = name }
      means      = "More than ${var.objectives.errors_percent} % of the invocations of ${service} fail."
    } },
    { api = {
      namespace  = "AWS/ApiGateway"
      errors     = "5xx"
      requests   = "Count"
      dimensions = { ApiId = var.api_id }
      means      = "More than ${var.objectives.errors_percent} % of all requests get a 5xx answer, from a service, from the load balancer when it has no healthy task, or because the authorizer fails."
    } },
  )

  # Where each 95th percentile is measured. Each threshold has the unit of its metric: seconds or milliseconds.
  latencies = merge(
    { for key, group in local.target_groups : key => {
      namespace  = "AWS/ApplicationELB"
      metric     = "TargetResponseTime"
      dimensions = local.targets[key]
      threshold  = var.objectives.p95_milliseconds / 1000
    } },
    { for service, name in var.service_functions : service => {
      namespace  = "AWS/Lambda"
      metric     = "Duration"
      dimensions = { FunctionName = name }
      threshold  = var.objectives.p95_milliseconds
    } },
    { api = {
      namespace  = "AWS/ApiGateway"
      metric     = "Latency"
      dimensions = { ApiId = var.api_id }
      threshold  = var.objectives.p95_milliseconds
    } },
  )

  targets = { for key, group in local.target_groups : key => {
    LoadBalancer = var.load_balancer_arn_suffix
    TargetGroup  = group.arn_suffix
  } }

  # Each has its own alarms: in the sum, a new build that fails a tenth of the requests would hardly be seen.
  target_groups = merge(
    { for service, tasks in var.tasks : service => { service = service, arn_suffix = tasks.target_group_arn_suffix } },
    { for service, tasks in var.tasks : "${service}-green" => { service = service, arn_suffix = tasks.green.target_group_arn_suffix } if tasks.green != null },
  )
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  for_each = local.latencies

  alarm_name        = "${var.name}-${each.key}-latency"
  alarm_description = "The slowest 5 % of requests to ${each.key == "api" ? "the API" : each.key} take longer than ${var.objectives.p95_milliseconds} ms. See docs/operations.md, \"Alarms\"."

  namespace                             = each.value.namespace
  metric_name                           = each.value.metric
  dimensions                            = each.value.dimensions
  extended_statistic                    = "p95"
  evaluate_low_sample_count_percentiles = "ignore"
  period                                = local.period
  evaluation_periods                    = local.evaluation_periods
  datapoints_to_alarm                   = local.datapoints_to_alarm
  comparison_operator                   = "GreaterThanThreshold"
  threshold                             = each.value.threshold
  treat_missing_data                    = "notBreaching"
  alarm_actions                         = [var.topic_arn]
  ok_actions                            = [var.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = local.error_rates

  alarm_name        = "${var.name}-${each.key}-errors"
  alarm_description = "${each.value.means} See docs/operations.md, \"Alarms\"."

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.objectives.errors_percent
  evaluation_periods  = local.evaluation_periods
  datapoints_to_alarm = local.datapoints_to_alarm
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "rate"
    label       = "failed, percent"
    expression  = local.error_rate
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { errors = each.value.errors, requests = each.value.requests }

    content {
      id = metric_query.key

      metric {
        namespace   = each.value.namespace
        metric_name = metric_query.value
        dimensions  = each.value.dimensions
        stat        = "Sum"
        period      = local.period
      }
    }
  }
}
