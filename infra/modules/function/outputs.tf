output "arn" {
  description = "The function's ARN."
  value       = aws_lambda_function.this.arn
}

output "invoke_arn" {
  description = "The ARN that API Gateway calls."
  value       = var.smoke == null ? aws_lambda_function.this.invoke_arn : aws_lambda_alias.live[0].invoke_arn
}

output "qualifier" {
  description = "The alias that callers use; null if there is none."
  value       = one(aws_lambda_alias.live[*].name)
}

output "name" {
  description = "The function's name."
  value       = aws_lambda_function.this.function_name
}

output "source_code_hash" {
  description = "The hash of the code, which changes whenever other code is deployed."
  value       = aws_lambda_function.this.source_code_hash
}

output "role_name" {
  description = "The role that the function runs as."
  value       = aws_iam_role.this.name
}

output "log_group_name" {
  description = "The log group of the function."
  value       = aws_cloudwatch_log_group.this.name
}

output "environment" {
  description = "The function's settings."
  value       = var.environment
}

output "policy" {
  description = "What the function may do besides logging and tracing, as a JSON policy."
  value       = var.policy
}
