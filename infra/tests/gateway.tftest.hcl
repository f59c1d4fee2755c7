provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name         = "shop-test"
  routes       = jsondecode(file("./routes.json"))
  integrations = { for service in ["auth", "catalog", "orders", "inventory", "billing", "shipping"] : service => { kind = "load_balancer" } }
  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop-test/1/2"
  vpc_link     = { subnet_ids = ["subnet-1", "subnet-2"], security_group_id = "sg-1" }
  authorizer = {
    name             = "shop-test-authorizer"
    invoke_arn       = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:shop-test-authorizer/invocations"
    cache_seconds    = 60
    identity_sources = ["$request.header.Authorization", "$context.routeKey"]
  }
  cors = {
    allow_origins   = []
    allow_headers   = ["authorization", "if-match"]
    expose_headers  = ["etag"]
    max_age_seconds = 3600
  }
  throttle           = { rate = 200, burst = 400, routes = { "POST /v1/auth/login" = { rate = 5, burst = 10 } } }
  kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days = 30
}

run "each_declared_route_is_authorized_throttled_and_measured" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  assert {
    condition     = toset([for route in aws_apigatewayv2_route.this : route.route_key]) == toset(jsondecode(file("./routes.json"))[*].routeKey)
    error_message = "The routes must be exactly those of routes.json."
  }

  assert {
    condition     = alltrue([for route in jsondecode(file("./routes.json")) : aws_apigatewayv2_route.this[route.routeKey].authorization_type == (route.authorizer ? "CUSTOM" : "NONE")])
    error_message = "The authorizer must be on exactly the routes that declare it."
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.this.identity_sources == toset(["$request.header.Authorization", "$context.routeKey"])
    error_message = "Answers of the authorizer must be cached by token and route."
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.this.authorizer_type == "REQUEST" && aws_apigatewayv2_authorizer.this.authorizer_payload_format_version == "2.0" && aws_apigatewayv2_authorizer.this.enable_simple_responses
    error_message = "The authorizer must be called in the format that the function expects."
  }

  assert {
    condition     = { for settings in aws_apigatewayv2_stage.this.route_settings : settings.route_key => settings.throttling_rate_limit } == { for route in var.routes : route.routeKey => route.routeKey == "POST /v1/auth/login" ? 5 : 200 }
    error_message = "Each route must have the common throttle or its exception."
  }

  assert {
    condition     = alltrue([for settings in aws_apigatewayv2_stage.this.route_settings : settings.detailed_metrics_enabled]) && aws_apigatewayv2_stage.this.default_route_settings[0].throttling_burst_limit == 400
    error_message = "Each route must have metrics, and the default settings must have a throttle too."
  }

  assert {
    condition     = aws_apigatewayv2_stage.this.name == "$default" && aws_apigatewayv2_stage.this.auto_deploy
    error_message = "Changes must be deployed automatically."
  }
}

run "the_access_log_has_no_secrets" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  assert {
    condition = toset(values(jsondecode(aws_apigatewayv2_stage.this.access_log_settings[0].format))) == toset([for variable in [
      "requestTime", "requestId", "routeKey", "status", "error.responseType", "responseLength", "responseLatency", "integrationLatency",
      "integrationStatus", "integrationErrorMessage", "authorizer.error", "authorizer.sub", "identity.sourceIp", "protocol",
    ] : "$context.${variable}"])
    error_message = "The access log must have only these values: no path, query, header or claim other than the user's id."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.retention_in_days == 30 && aws_cloudwatch_log_group.access.kms_key_id == var.kms_key_arn
    error_message = "The access log must be encrypted, with a retention."
  }
}

run "services_are_reached_privately_and_get_the_callers_address" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    tls_server_name = "internal.shop.example.com"
  }

  assert {
    condition     = length(aws_apigatewayv2_integration.load_balancer) == 6 && alltrue([for integration in aws_apigatewayv2_integration.load_balancer : integration.connection_type == "VPC_LINK" && integration.integration_uri == var.listener_arn])
    error_message = "Every service must be behind the load balancer."
  }

  assert {
    condition = alltrue([for integration in aws_apigatewayv2_integration.load_balancer : integration.request_parameters == tomap({
      "overwrite:header.x-request-id"     = "$context.requestId"
      "overwrite:header.x-client-address" = "$context.identity.sourceIp"
    })])
    error_message = "The caller's own request id and claims about its address must be overwritten."
  }

  assert {
    condition     = alltrue([for integration in aws_apigatewayv2_integration.load_balancer : integration.tls_config[0].server_name_to_verify == "internal.shop.example.com"])
    error_message = "The load balancer's certificate must be verified."
  }

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0 && !aws_apigatewayv2_api.this.disable_execute_api_endpoint && length(aws_apigatewayv2_domain_name.this) == 0
    error_message = "By default, no other origin may call the API, and it must have its default address."
  }
}

run "a_service_may_be_a_function" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    integrations = {
      auth      = { kind = "function", function_name = "shop-test-auth", function_invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:shop-test-auth/invocations" }
      catalog   = { kind = "load_balancer" }
      orders    = { kind = "load_balancer" }
      inventory = { kind = "load_balancer" }
      billing   = { kind = "load_balancer" }
      shipping  = { kind = "load_balancer" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_integration.function["auth"].integration_type == "AWS_PROXY" && aws_apigatewayv2_integration.function["auth"].payload_format_version == "2.0" && !contains(keys(aws_apigatewayv2_integration.load_balancer), "auth")
    error_message = "The function must be called with the event that it expects."
  }

  assert {
    condition     = aws_lambda_permission.function["auth"].function_name == "shop-test-auth" && length(aws_lambda_permission.function) == 1
    error_message = "The API must be allowed to call only that function."
  }
}

run "a_custom_domain_replaces_the_default_address" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    domain = { name = "api.shop.example.com", zone_id = "Z0123456789", alone = true }
    cors = {
      allow_origins   = ["https://shop.example.com"]
      allow_headers   = ["authorization", "idempotency-key"]
      expose_headers  = ["etag"]
      max_age_seconds = 60
    }
  }

  assert {
    condition     = aws_apigatewayv2_api.this.disable_execute_api_endpoint && output.url == "https://api.shop.example.com" && output.host == "api.shop.example.com"
    error_message = "The API must answer only under the custom domain."
  }

  assert {
    condition     = aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].security_policy == "TLS_1_2" && aws_acm_certificate.this[0].validation_method == "DNS" && aws_route53_record.this[0].name == "api.shop.example.com" && length(aws_apigatewayv2_api_mapping.this) == 1
    error_message = "The custom domain must have a certificate, a record and a mapping."
  }

  assert {
    condition     = aws_apigatewayv2_api.this.cors_configuration[0].allow_origins == toset(["https://shop.example.com"]) && !aws_apigatewayv2_api.this.cors_configuration[0].allow_credentials && aws_apigatewayv2_api.this.cors_configuration[0].allow_headers == toset(["authorization", "idempotency-key"]) && aws_apigatewayv2_api.this.cors_configuration[0].expose_headers == toset(["etag"]) && aws_apigatewayv2_api.this.cors_configuration[0].max_age == 60
    error_message = "Pages of the given origins must be able to send and read the listed headers, without cookies."
  }
}

run "a_throttle_of_an_unknown_route_is_refused" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    throttle = { rate = 200, burst = 400, routes = { "GET /v1/order" = { rate = 5, burst = 10 } } }
  }

  expect_failures = [var.throttle]
}

run "a_throttle_of_nothing_is_refused" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    throttle = { rate = 0, burst = 400, routes = {} }
  }

  expect_failures = [var.throttle]
}

run "a_route_for_everything_is_refused" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    routes       = [{ routeKey = "$default", service = "orders", authorizer = true }]
    integrations = { orders = { kind = "load_balancer" } }
    throttle     = { rate = 200, burst = 400, routes = {} }
  }

  expect_failures = [var.routes]
}

run "a_service_without_an_integration_is_refused" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    integrations = { orders = { kind = "load_balancer" } }
  }

  expect_failures = [var.integrations]
}

run "an_answer_is_cached_for_a_minute_at_most" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    authorizer = { name = "a", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:a/invocations", cache_seconds = 61, identity_sources = ["$request.header.Authorization", "$context.routeKey"] }
  }

  expect_failures = [var.authorizer]
}

run "an_answer_for_one_route_is_not_cached_for_all" {
  command = plan

  module {
    source = "./modules/gateway"
  }

  variables {
    authorizer = { name = "a", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:a/invocations", cache_seconds = 60, identity_sources = ["$request.header.Authorization"] }
  }

  expect_failures = [var.authorizer]
}
