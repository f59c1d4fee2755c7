output "api_url" {
  description = "The API's base URL."
  value       = module.gateway.url
}

output "cdn_url" {
  description = "The URL where CloudFront serves the shop, the console, the API, media, and the API reference at /docs."
  value       = module.cdn.url
}

output "queues" {
  description = "The queue and dead-letter queue of each consumer."
  value       = module.messaging.queues
}

output "topics" {
  description = "The ARN of each publisher's topic."
  value       = module.messaging.topic_arns
}

output "tables" {
  description = "The name and ARN of each DynamoDB table."
  value       = module.tables.tables
}

output "media_bucket" {
  description = "The bucket for uploads and product media."
  value       = module.media_bucket.id
}

output "environments" {
  description = "The environment variables of each service and function, without secrets."
  value       = { for name, part in merge(local.tasks, local.service_functions, local.functions) : name => part.environment }
}

output "secrets" {
  description = "The ARNs of the secrets that services receive by reference."
  value = {
    cdn_secret      = aws_secretsmanager_secret.cdn.arn
    stripe_api_key  = aws_secretsmanager_secret.stripe.arn
    database_master = module.database.master_secret_arn
  }
}

output "images" {
  description = "The image that each service runs. To roll back, set the variable images to the references of an earlier deployment."
  value       = { for service in local.containers : service => module.image[service].reference }
}

output "grant_role_command" {
  description = "A command that gives a registered user a role, such as the first admin. Fill in the email address. Null unless auth runs on Fargate; for pods, see the notes of the Helm chart."
  value = var.auth_compute != "fargate" || !local.on_fargate ? null : join(" ", [
    "aws ecs run-task --region ${var.aws_region} --cluster ${aws_ecs_cluster.this[0].name}",
    "--task-definition ${module.auth[0].task_definition_family} --launch-type FARGATE",
    "--network-configuration 'awsvpcConfiguration={subnets=[${join(",", module.network.task_subnet_ids)}],securityGroups=[${module.network.security_group_ids.tasks}],assignPublicIp=${module.network.tasks_get_public_ips ? "ENABLED" : "DISABLED"}}'",
    "--overrides '${jsonencode({ containerOverrides = [{ name = "auth", command = ["/app/grant-role.mjs", "you@example.com", "admin"] }] })}'",
  ])
}

output "register_command" {
  description = "A command that registers an account. Fill in an email address and a password of at least 15 characters."
  value       = "curl -s ${local.open_url}/v1/auth/register -H 'content-type: application/json' -d '{\"email\":\"you@example.com\",\"password\":\"...\"}'"
}

output "cluster_name" {
  description = "The cluster that the services run in: ECS, or EKS if they run as pods."
  value       = local.on_fargate ? aws_ecs_cluster.this[0].name : local.pod_cluster.name
}
