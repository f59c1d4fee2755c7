output "arns" {
  description = "All alarms, with the one for the whole saga first."
  value = concat([aws_cloudwatch_composite_alarm.saga.arn], [for alarm in concat(
    [aws_cloudwatch_metric_alarm.unsettled, aws_cloudwatch_metric_alarm.compensations],
    values(aws_cloudwatch_metric_alarm.message_age),
    values(aws_cloudwatch_metric_alarm.dead_letters),
    values(aws_cloudwatch_metric_alarm.unrecorded),
    values(aws_cloudwatch_metric_alarm.errors),
    values(aws_cloudwatch_metric_alarm.latency),
    values(aws_cloudwatch_metric_alarm.tasks),
    values(aws_cloudwatch_metric_alarm.pods),
    values(aws_cloudwatch_metric_alarm.utilization),
    [aws_cloudwatch_metric_alarm.database_capacity],
    values(aws_cloudwatch_metric_alarm.function_errors),
    values(aws_cloudwatch_metric_alarm.function_throttles),
    values(aws_cloudwatch_metric_alarm.failures),
    values(aws_cloudwatch_metric_alarm.backup_missing),
    values(aws_cloudwatch_metric_alarm.table_throttles),
  ) : alarm.arn])
}
