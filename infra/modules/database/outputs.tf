locals {
  address = "${aws_rds_cluster.this.endpoint}:${aws_rds_cluster.this.port}/${local.database_name}?sslmode=verify-full"
}

output "endpoint" {
  description = "The writer's host name."
  value       = aws_rds_cluster.this.endpoint
}

output "port" {
  description = "Where it listens."
  value       = aws_rds_cluster.this.port
}

output "database_name" {
  description = "The database that holds all schemas."
  value       = local.database_name
}

output "cluster_id" {
  description = "The cluster's identifier, as CloudWatch knows it."
  value       = aws_rds_cluster.this.id
}

output "cluster_arn" {
  description = "The cluster's ARN."
  value       = aws_rds_cluster.this.arn
}

output "resource_id" {
  description = "What IAM calls the cluster."
  value       = aws_rds_cluster.this.cluster_resource_id
}

output "master_secret_arn" {
  description = "Where RDS keeps the master's name and password, as JSON with username and password."
  value       = aws_rds_cluster.this.master_user_secret[0].secret_arn
}

output "urls" {
  description = "By role: where a service finds the database; the password is a token of IAM."
  value       = { for role in var.roles : role => "postgres://${role}@${local.address}" }

  # A cluster has an address before anything listens there.
  depends_on = [aws_rds_cluster_instance.this]
}

output "admin_url" {
  description = "Where a migration finds the database; name and password come from the master secret."
  value       = "postgres://${local.address}"

  depends_on = [aws_rds_cluster_instance.this]
}

output "connect_policies" {
  description = "By role: what lets a service connect as it, as JSON."
  value       = { for role, document in data.aws_iam_policy_document.connect : role => document.json }
}
