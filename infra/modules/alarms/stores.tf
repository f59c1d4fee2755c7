# What AWS runs between and beneath the services. One failure is too many here, so a single period is enough.
locals {
  # A throttled request to an index is counted for the index only. Reads and writes of a table and three indexes are eight
  # metrics; with the expression over them that is nine of the ten that an alarm may have.
  throttled_parts = { for table, place in var.tables : table => merge(
    { for kind in ["Read", "Write"] : lower(kind) => { metric = "${kind}ThrottleEvents", dimensions = { TableName = place.name } } },
    merge([for number, index in place.indexes : { for kind in ["Read", "Write"] : "${lower(kind)}${number}" => {
      metric     = "${kind}ThrottleEvents"
      dimensions = { TableName = place.name, GlobalSecondaryIndexName = index }
    } }]...),
  ) }

  failures = merge(
    { for publisher, topic in var.topics : "${publisher}-events-undelivered" => {
      namespace  = "AWS/SNS"
      metric     = "NumberOfNotificationsFailed"
      dimensions = { TopicName = topic }
      period     = 300
      means      = "SNS could not deliver an event of ${publisher} to a queue and has given up: a policy or a key refuses it. The saga publishes the event again, and that fails too."
    } },
    { for zone, id in var.nat_gateways : "nat-${zone}-ports" => {
      namespace  = "AWS/NATGateway"
      metric     = "ErrorPortAllocation"
      dimensions = { NatGatewayId = id }
      period     = 300
      means      = "The NAT gateway in ${zone} has no port left for another connection to one address: calls to Stripe, the carrier or AWS fail."
    } },
    { for vault in var.backup_vault[*] : "backup-failed" => {
      namespace  = "AWS/Backup"
      metric     = "NumberOfBackupJobsFailed"
      dimensions = { BackupVaultName = vault }
      period     = 3600
      means      = "AWS Backup could not back up a table or the database."
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "failures" {
  for_each = local.failures

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "${each.value.means} See docs/operations.md, \"Alarms\"."

  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = "Sum"
  period              = each.value.period
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

# A plan that makes no backups has no failed ones either.
resource "aws_cloudwatch_metric_alarm" "backup_missing" {
  for_each = toset(var.backup_vault[*])

  alarm_name        = "${var.name}-backup-missing"
  alarm_description = "AWS Backup has completed no backup for a day. See docs/operations.md, \"Alarms\"."

  namespace           = "AWS/Backup"
  metric_name         = "NumberOfBackupJobsCompleted"
  dimensions          = { BackupVaultName = each.key }
  statistic           = "Sum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "table_throttles" {
  for_each = local.throttled_parts

  alarm_name        = "${var.name}-${each.key}-table-throttles"
  alarm_description = "DynamoDB throttled requests to the table ${each.key} in two of three five-minute periods: one key is hot, or an index cannot keep up. See docs/operations.md, \"Alarms\"."

  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "throttled"
    label       = "refused requests"
    expression  = join(" + ", [for part in keys(each.value) : "FILL(${part}, 0)"])
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/DynamoDB"
        metric_name = metric_query.value.metric
        dimensions  = metric_query.value.dimensions
        stat        = "Sum"
        period      = 300
      }
    }
  }
}
