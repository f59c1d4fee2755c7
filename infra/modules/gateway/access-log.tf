locals {
  # No header, path, query or body: tokens, idempotency keys and ids of orders stay out. `principal` is the user's id, as the
  # authorizer read it from the token.
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

# CloudWatch's own policy lets AWS services write below this prefix. Elsewhere each log would take from the account's one
# resource policy, which has little room.
resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/vendedlogs/${var.name}/api"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
