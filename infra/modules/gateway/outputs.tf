# The functions behind the API get its URL as a setting, so the URL must not depend on the routes that lead to them.
locals {
  url = var.domain == null ? aws_apigatewayv2_api.this.api_endpoint : "https://${var.domain.name}"
}

output "id" {
  description = "The API's id."
  value       = aws_apigatewayv2_api.this.id
}

output "url" {
  description = "The API's URL: https, without a trailing slash."
  value       = local.url
}

output "host" {
  description = "The host of url."
  value       = trimprefix(local.url, "https://")
}

output "execution_arn" {
  description = "The ARN prefix of calls to the API, for IAM policies."
  value       = aws_apigatewayv2_api.this.execution_arn
}

output "stage_name" {
  description = "The stage that serves the API."
  value       = aws_apigatewayv2_stage.this.name
}

output "log_group_name" {
  description = "The log group of the access log."
  value       = aws_cloudwatch_log_group.access.name
}
