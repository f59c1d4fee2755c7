locals {
  integration_ids = merge(
    { for service, integration in aws_apigatewayv2_integration.load_balancer : service => integration.id },
    { for service, integration in aws_apigatewayv2_integration.function : service => integration.id },
  )

  # Just below API Gateway's maximum. The local gateway uses the same timeout.
  timeout_milliseconds = 29000
}

resource "aws_apigatewayv2_vpc_link" "this" {
  name               = "${var.name}-api"
  subnet_ids         = var.vpc_link.subnet_ids
  security_group_ids = [var.vpc_link.security_group_id]

  # Its subnets cannot be changed, and API Gateway does not delete a link that integrations use.
  lifecycle {
    create_before_destroy = true
  }
}

# The load balancer routes by path. Each service still has its own integration, so that it can move to a function on its own.
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

  # These overwrite whatever the caller sent. The request id in our logs and events is the one in the answer and in the access
  # log. The address is the one that opened the connection: behind CloudFront, CloudFront's.
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

  # When a service moves, its routes must move before this is deleted: API Gateway does not delete an integration with routes.
  lifecycle {
    create_before_destroy = true
  }
}

# A function gets the request id and the caller's address in its event.
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
