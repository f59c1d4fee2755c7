output "api_url" {
  description = "Where the API is."
  value       = module.gateway.url
}

output "cdn_url" {
  description = "Where CloudFront serves the API, media, and the reference page at /docs."
  value       = module.cdn.url
}

output "queues" {
  description = "Every consumer's queue and dead-letter queue."
  value       = module.messaging.queues
}

output "topics" {
  description = "Every publisher's topic."
  value       = module.messaging.topic_arns
}

output "tables" {
  description = "Every DynamoDB table."
  value       = module.tables.tables
}

output "media_bucket" {
  description = "Where media are kept."
  value       = module.media_bucket.id
}

output "environments" {
  description = "What each service and function reads from its environment. Secrets are not among it."
  value       = { for name, part in merge(local.tasks, local.service_functions, local.functions) : name => part.environment }
}

output "secrets" {
  description = "Where the secrets are kept that services get by reference."
  value = {
    cdn_secret      = aws_secretsmanager_secret.cdn.arn
    stripe_api_key  = aws_secretsmanager_secret.stripe.arn
    database_master = module.database.master_secret_arn
  }
}

output "images" {
  description = "What each service runs; put references of an earlier deployment into the variable images to go back to them."
  value       = { for service in local.containers : service => module.image[service].reference }
}

output "grant_role_command" {
  description = "Gives a registered user a role, such as the first admin: put in the e-mail address. Only where auth runs on Fargate; the chart's notes tell of pods."
  value = var.auth_compute != "fargate" || !local.on_fargate ? null : join(" ", [
    "aws ecs run-task --region ${var.aws_region} --cluster ${aws_ecs_cluster.this[0].name}",
    "--task-definition ${module.auth[0].task_definition_family} --launch-type FARGATE",
    "--network-configuration 'awsvpcConfiguration={subnets=[${join(",", module.network.task_subnet_ids)}],securityGroups=[${module.network.security_group_ids.tasks}],assignPublicIp=${module.network.tasks_get_public_ips ? "ENABLED" : "DISABLED"}}'",
    "--overrides '${jsonencode({ containerOverrides = [{ name = "auth", command = ["/app/grant-role.mjs", "you@example.com", "admin"] }] })}'",
  ])
}

output "register_command" {
  description = "Registers an account: put in an e-mail address and a password of 15 characters at least."
  value       = "curl -s ${module.gateway.url}/v1/auth/register -H 'content-type: application/json' -d '{\"email\":\"you@example.com\",\"password\":\"...\"}'"
}

output "cluster_name" {
  description = "The cluster of the services: of ECS, or the one whose pods they are."
  value       = local.on_fargate ? aws_ecs_cluster.this[0].name : local.pod_cluster.name
}
