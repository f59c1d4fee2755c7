locals {
  # No headers, paths, queries or bodies, so that tokens, idempotency keys and order ids stay out. `principal` is the user's id, as
  # the authorizer read it from the token.
  access_log = {
    time              = "$context.requestTime"
    requestId         = "$context.requestId"
    routeKey          = "$context.routeKey"
    status            = "$context.status"
    responseType      = "$context.error.responseType"
    responseBytes     = "$context.responseLength"
    latencyMs         = "$context.responseLatency"
    integrationMs     = "$context.integrationLatency"
    integrationStatus = "$context.integrationStatus"
    integrationError  = "$context.integrationErrorMessage"
    authorizerError   = "$context.authorizer.error"
    principal         = "$context.authorizer.sub"
    sourceIp          = "$context.identity.sourceIp"
    protocol          = "$context.protocol"
  }
}

# AWS services may write to log groups with this prefix. Any other log group would take up space in CloudWatch's resource policy
# for the account, which has little of it.
resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/vendedlogs/${var.name}/api"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
