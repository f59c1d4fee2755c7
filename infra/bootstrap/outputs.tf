output "state_bucket" {
  description = "The bucket to name in the backend files in environments/."
  value       = aws_s3_bucket.states.id
}

output "permissions_boundary" {
  description = "The value for the deployments' variable permissions_boundary."
  value       = aws_iam_policy.workload_boundary.arn
}

output "role_arns" {
  description = "The values for the GitHub variables: plan for the repository's PLAN_ROLE_ARN_DEV or PLAN_ROLE_ARN_PROD, deploy for DEPLOY_ROLE_ARN of each environment."
  value       = { for name, role in aws_iam_role.github : name => role.arn }
}
