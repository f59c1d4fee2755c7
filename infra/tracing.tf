# The traces of this deployment's functions, without those of the rest of the account.
resource "aws_xray_group" "this" {
  group_name        = local.name
  filter_expression = join(" OR ", [for name in values(merge(local.watched_functions, local.watched_service_functions)) : "service(\"${name}\")"])
}

# For clients that fetch sampling rules from X-Ray, as an SDK in a service can. Lambda ignores them: it traces one request a second and
# 5 % of the rest.
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

# OpenTelemetry's standard variables: the address of the collector sidecar or of another endpoint, the deployment's name for each span,
# and the sampling ratio. The sidecar takes no metrics.
locals {
  otlp_endpoint = try(trimsuffix(var.otlp.endpoint, "/"), var.tracing_sidecar ? "http://127.0.0.1:4318" : null)

  tracing_environment = { for name, value in {
    OTEL_EXPORTER_OTLP_ENDPOINT = local.otlp_endpoint
    OTEL_METRICS_EXPORTER       = try(var.otlp.metrics, false) ? "otlp" : "none"
    OTEL_RESOURCE_ATTRIBUTES    = "deployment.environment.name=${local.name}"
    OTEL_TRACES_SAMPLER         = "parentbased_traceidratio"
    OTEL_TRACES_SAMPLER_ARG     = tostring(var.tracing_ratio)
  } : name => value if local.otlp_endpoint != null }

  otlp_headers_arn = try(var.otlp.headers_secret_arn, null)
  tracing_secrets  = local.otlp_headers_arn == null ? {} : { OTEL_EXPORTER_OTLP_HEADERS = local.otlp_headers_arn }
}
