# CloudFront publishes its metrics only in us-east-1, and an alarm can notify only a topic in its own region. A deployment in any
# other region therefore has a second topic.
locals {
  has_global_topic  = var.aws_region != "us-east-1"
  alarms_topic_arns = merge({ here = aws_sns_topic.alarms.arn }, { for topic in aws_sns_topic.global_alarms : "global" => topic.arn })
}

resource "aws_cloudwatch_metric_alarm" "cdn_errors" {
  provider = aws.global

  alarm_name        = "${local.name}-cdn-errors"
  alarm_description = "CloudFront has answered more than ${var.objectives.errors_percent} % of requests with 5xx in two of three five-minute periods: the API is failing, or CloudFront cannot reach it or a bucket. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/CloudFront"
  metric_name         = "5xxErrorRate"
  dimensions          = { DistributionId = module.cdn.distribution_id, Region = "Global" }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.objectives.errors_percent
  treat_missing_data  = "notBreaching"
  alarm_actions       = [try(local.alarms_topic_arns["global"], local.alarms_topic_arns["here"])]
  ok_actions          = [try(local.alarms_topic_arns["global"], local.alarms_topic_arns["here"])]
}

resource "aws_sns_topic" "global_alarms" {
  provider = aws.global
  count    = local.has_global_topic ? 1 : 0

  name              = "${local.name}-alarms"
  kms_master_key_id = aws_kms_key.global_alarms[0].arn
}

resource "aws_sns_topic_policy" "global_alarms" {
  provider = aws.global
  count    = local.has_global_topic ? 1 : 0

  arn    = aws_sns_topic.global_alarms[0].arn
  policy = data.aws_iam_policy_document.alarms_topic["global"].json
}

resource "aws_sns_topic_subscription" "global_alarms" {
  provider = aws.global
  for_each = local.has_global_topic ? var.alarm_emails : []

  topic_arn = aws_sns_topic.global_alarms[0].arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_kms_key" "global_alarms" {
  provider = aws.global
  count    = local.has_global_topic ? 1 : 0

  description             = "${local.name}: CloudFront alarms"
  enable_key_rotation     = true
  deletion_window_in_days = local.key_deletion_days
  policy                  = data.aws_iam_policy_document.global_alarms_key.json
}

data "aws_iam_policy_document" "global_alarms_key" {
  source_policy_documents = [data.aws_iam_policy_document.key_administration.json]

  statement {
    sid       = "AllowAlarms"
    actions   = local.key_users["alarms"].actions
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = [local.key_users["alarms"].service]
    }

    condition {
      test     = "ArnLike"
      variable = local.key_users["alarms"].condition
      values   = ["arn:${data.aws_partition.current.partition}:sns:us-east-1:${var.aws_account_id}:${local.name}-*"]
    }
  }
}
