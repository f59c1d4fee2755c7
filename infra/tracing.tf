# What the functions do, without the rest of the account.
resource "aws_xray_group" "this" {
  group_name        = local.name
  filter_expression = join(" OR ", [for name in values(merge(local.watched_functions, local.watched_service_functions)) : "service(\"${name}\")"])
}

# For whoever asks X-Ray what to sample, as an SDK in a service may. Lambda does not ask: it takes one request a second, and 5 % of
# the others.
resource "aws_xray_sampling_rule" "this" {
  rule_name      = local.name
  version        = 1
  priority       = 1000
  reservoir_size = 1
  fixed_rate     = 0.05
  service_name   = "${local.name}-*"
  service_type   = "*"
  host           = "*"
  http_method    = "*"
  url_path       = "*"
  resource_arn   = "*"
}

# By OpenTelemetry's own variables services are told of the collector beside them, and by a name which deployment a span is of.
locals {
  tracing_environment = !var.tracing_sidecar ? {} : {
    OTEL_EXPORTER_OTLP_ENDPOINT = "http://127.0.0.1:4318"
    OTEL_RESOURCE_ATTRIBUTES    = "deployment.environment.name=${local.name}"
    OTEL_TRACES_SAMPLER         = "parentbased_traceidratio"
    OTEL_TRACES_SAMPLER_ARG     = tostring(var.tracing_ratio)
  }
}
