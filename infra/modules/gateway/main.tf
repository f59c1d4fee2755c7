resource "aws_apigatewayv2_api" "this" {
  name                         = "${var.name}-api"
  description                  = "The order platform's public API."
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = try(var.domain.alone, false)

  dynamic "cors_configuration" {
    for_each = length(var.cors.allow_origins) == 0 ? [] : [var.cors]

    content {
      allow_origins  = cors_configuration.value.allow_origins
      allow_methods  = distinct([for route in var.routes : split(" ", route.routeKey)[0]])
      allow_headers  = cors_configuration.value.allow_headers
      expose_headers = cors_configuration.value.expose_headers
      # Tokens come in a header. Nothing here reads cookies.
      allow_credentials = false
      max_age           = cors_configuration.value.max_age_seconds
    }
  }
}

resource "aws_apigatewayv2_route" "this" {
  for_each = { for route in var.routes : route.routeKey => route }

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${local.integration_ids[each.value.service]}"
  authorization_type = each.value.authorizer ? "CUSTOM" : "NONE"
  authorizer_id      = each.value.authorizer ? aws_apigatewayv2_authorizer.this.id : null

  # The stage must drop its settings for a route before the route is deleted.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_authorizer" "this" {
  api_id                            = aws_apigatewayv2_api.this.id
  name                              = var.authorizer.name
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = var.authorizer.invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  authorizer_result_ttl_in_seconds  = var.authorizer.cache_seconds
  identity_sources                  = var.authorizer.identity_sources
}

resource "aws_lambda_permission" "authorizer" {
  statement_id  = "AskedByApi"
  action        = "lambda:InvokeFunction"
  function_name = var.authorizer.name
  qualifier     = var.authorizer.qualifier
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.this.id}"
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_rate_limit    = var.throttle.rate
    throttling_burst_limit   = var.throttle.burst
  }

  # Each route has its own limits, so that none can use up another's.
  dynamic "route_settings" {
    for_each = aws_apigatewayv2_route.this

    content {
      route_key                = route_settings.key
      detailed_metrics_enabled = true
      throttling_rate_limit    = try(var.throttle.routes[route_settings.key].rate, var.throttle.rate)
      throttling_burst_limit   = try(var.throttle.routes[route_settings.key].burst, var.throttle.burst)
    }
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = jsonencode(local.access_log)
  }
}
