output "environment" {
  description = "All settings of the service's container except secrets."
  value       = local.environment
}

output "role_arn" {
  description = "The role that the service runs as."
  value       = one(aws_iam_role.task[*].arn)
}

output "role_name" {
  description = "The name of that role."
  value       = one(aws_iam_role.task[*].name)
}

output "execution_role_name" {
  description = "The name of the role that ECS starts the tasks with."
  value       = one(aws_iam_role.execution[*].name)
}

output "service_name" {
  description = "The service's name in its cluster."
  value       = local.service_name
}

output "service_id" {
  description = "The service's ARN."
  value       = one(concat(aws_ecs_service.this[*].id, aws_ecs_service.canary[*].id))
}

output "target_group_arn" {
  description = "The ARN of the target group that the load balancer forwards to. For pods, the cluster registers them there."
  value       = aws_lb_target_group.this.arn

  # Without a listener rule, a target group has no health checks.
  depends_on = [aws_lb_listener_rule.this]
}

output "target_group_arn_suffix" {
  description = "The end of the target group's ARN, which is CloudWatch's dimension TargetGroup."
  value       = aws_lb_target_group.this.arn_suffix
}

output "canary" {
  description = "What a rollout of CodeDeploy's works with; null where ECS replaces the tasks."
  value = local.if_canary == 0 ? null : {
    container           = { name = var.name, port = local.port }
    role_arns           = [aws_iam_role.task[0].arn, aws_iam_role.execution[0].arn]
    listener_rule_arn   = aws_lb_listener_rule.this.arn
    blue_target_group   = { name = aws_lb_target_group.this.name, arn = aws_lb_target_group.this.arn }
    green_target_group  = { name = aws_lb_target_group.green[0].name, arn = aws_lb_target_group.green[0].arn, arn_suffix = aws_lb_target_group.green[0].arn_suffix }
    task_definition_arn = aws_ecs_task_definition.this[0].arn
  }
}

output "log_group_name" {
  description = "The log group of the service, its migration and its collector."
  value       = one(aws_cloudwatch_log_group.this[*].name)
}

output "task_definition_family" {
  description = "The task definition's name without its revision."
  value       = one(aws_ecs_task_definition.this[*].family)
}

output "task_definition_arn" {
  description = "The ARN of the running revision, for one-off tasks such as granting a role."
  value       = one(aws_ecs_task_definition.this[*].arn)
}

output "policy" {
  description = "What the service may do, as a JSON policy."
  value       = var.policy
}
