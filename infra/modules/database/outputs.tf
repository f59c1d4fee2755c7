locals {
  address = "${aws_rds_cluster.this.endpoint}:${aws_rds_cluster.this.port}/${local.database_name}?sslmode=verify-full"
}

output "endpoint" {
  description = "The writer's host name."
  value       = aws_rds_cluster.this.endpoint
}

output "port" {
  description = "The port that it listens on."
  value       = aws_rds_cluster.this.port
}

output "database_name" {
  description = "The database that holds all schemas."
  value       = local.database_name
}

output "cluster_id" {
  description = "The cluster's identifier, as CloudWatch names it."
  value       = aws_rds_cluster.this.id
}

output "cluster_arn" {
  description = "The cluster's ARN."
  value       = aws_rds_cluster.this.arn
}

output "resource_id" {
  description = "The cluster's resource id, which IAM policies use."
  value       = aws_rds_cluster.this.cluster_resource_id
}

output "master_secret_arn" {
  description = "The secret in which RDS keeps the master's username and password, as JSON."
  value       = aws_rds_cluster.this.master_user_secret[0].secret_arn
}

output "urls" {
  description = "The URL of the database for each role. The password is an IAM token."
  value       = { for role in var.roles : role => "postgres://${role}@${local.address}" }

  # A cluster has an address before it has an instance that listens there.
  depends_on = [aws_rds_cluster_instance.this]
}

output "admin_url" {
  description = "The URL of the database for migrations. Username and password come from the master secret."
  value       = "postgres://${local.address}"

  depends_on = [aws_rds_cluster_instance.this]
}

output "connect_policies" {
  description = "The policy that lets a service connect as each role, in JSON."
  value       = { for role, document in data.aws_iam_policy_document.connect : role => document.json }
}
