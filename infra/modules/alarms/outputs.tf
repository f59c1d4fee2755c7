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

output "of_rollouts" {
  description = "The names of the alarms that judge new tasks, by service and by the target group that those are in: blue is the first one, green the second."
  value = { for service, tasks in var.tasks : service => { for color, key in { blue = service, green = "${service}-green" } : color => [
    aws_cloudwatch_metric_alarm.errors[key].alarm_name,
    aws_cloudwatch_metric_alarm.latency[key].alarm_name,
  ] } if tasks.green != null }
}
