# The functions behind the API are told its address: it must not wait for the routes that lead to them.
locals {
  url = var.domain == null ? aws_apigatewayv2_api.this.api_endpoint : "https://${var.domain.name}"
}

output "id" {
  description = "The API's id."
  value       = aws_apigatewayv2_api.this.id
}

output "url" {
  description = "Where the API is: https, without a slash at the end."
  value       = local.url
}

output "host" {
  description = "The host of url."
  value       = trimprefix(local.url, "https://")
}

output "execution_arn" {
  description = "What calls of the API are, to IAM."
  value       = aws_apigatewayv2_api.this.execution_arn
}

output "stage_name" {
  description = "The stage that serves the API."
  value       = aws_apigatewayv2_stage.this.name
}

output "log_group_name" {
  description = "Where the access log is."
  value       = aws_cloudwatch_log_group.access.name
}
