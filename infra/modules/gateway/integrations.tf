locals {
  integration_ids = merge(
    { for service, integration in aws_apigatewayv2_integration.load_balancer : service => integration.id },
    { for service, integration in aws_apigatewayv2_integration.function : service => integration.id },
  )

  # Just below the longest that API Gateway waits, as the local stand-in does.
  timeout_milliseconds = 29000
}

resource "aws_apigatewayv2_vpc_link" "this" {
  name               = "${var.name}-api"
  subnet_ids         = var.vpc_link.subnet_ids
  security_group_ids = [var.vpc_link.security_group_id]
}

# The load balancer tells services apart by path; each has an integration of its own, so that it can move to a function by itself.
resource "aws_apigatewayv2_integration" "load_balancer" {
  for_each = { for service, integration in var.integrations : service => integration if integration.kind == "load_balancer" }

  api_id               = aws_apigatewayv2_api.this.id
  description          = each.key
  integration_type     = "HTTP_PROXY"
  integration_method   = "ANY"
  integration_uri      = var.listener_arn
  connection_type      = "VPC_LINK"
  connection_id        = aws_apigatewayv2_vpc_link.this.id
  timeout_milliseconds = local.timeout_milliseconds

  # Whatever the caller sent. The id that the caller gets back and that the access log has is the one in our logs and events;
  # the address is that of whoever opened the connection, which behind CloudFront is CloudFront's.
  request_parameters = {
    "overwrite:header.x-request-id"     = "$context.requestId"
    "overwrite:header.x-client-address" = "$context.identity.sourceIp"
  }

  dynamic "tls_config" {
    for_each = var.tls_server_name == null ? [] : [var.tls_server_name]

    content {
      server_name_to_verify = tls_config.value
    }
  }

  # When a service moves, its routes must have left before this is deleted: API Gateway keeps an integration that has routes.
  lifecycle {
    create_before_destroy = true
  }
}

# A function gets the request's id and the caller's address in its event.
resource "aws_apigatewayv2_integration" "function" {
  for_each = { for service, integration in var.integrations : service => integration if integration.kind == "function" }

  api_id                 = aws_apigatewayv2_api.this.id
  description            = each.key
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = each.value.function_invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = local.timeout_milliseconds

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lambda_permission" "function" {
  for_each = { for service, integration in var.integrations : service => integration if integration.kind == "function" }

  statement_id  = "CalledByApi"
  action        = "lambda:InvokeFunction"
  function_name = each.value.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}
