output "state_bucket" {
  description = "For the backend files in environments."
  value       = aws_s3_bucket.states.id
}

output "permissions_boundary" {
  description = "For the variable permissions_boundary of the deployments."
  value       = aws_iam_policy.workload_boundary.arn
}

output "role_arns" {
  description = "For the variables PLAN_ROLE_ARN and DEPLOY_ROLE_ARN of the repository and its environments."
  value       = { for name, role in aws_iam_role.github : name => role.arn }
}
