locals {
  port = 8080

  # Fargate sets AWS_REGION anyway, but signing in to the database should not depend on a convention.
  environment = tomap(merge({
    PORT                   = tostring(local.port)
    SHUTDOWN_GRACE_SECONDS = "10"
    AWS_REGION             = var.platform.region
  }, var.platform.environment, var.environment))

  secrets = merge(var.platform.secrets, var.secrets)

  containers = concat(
    [local.service_container],
    [for migration in local.migrations : local.migration_container],
    var.platform.tracing_sidecar ? [local.collector_container] : [],
  )
  migrations = var.migration == null ? [] : [var.migration]

  # Empty lists are spelled out because ECS returns them.
  hardened = {
    user                   = "65532:65532"
    readonlyRootFilesystem = true
    mountPoints            = []
    volumesFrom            = []
    systemControls         = []
    linuxParameters        = { initProcessEnabled = true, capabilities = { add = [], drop = ["ALL"] } }
  }

  service_container = merge(local.hardened, {
    name             = var.name
    image            = var.image
    essential        = true
    cpu              = 0
    environment      = [for name, value in local.environment : { name = name, value = value }]
    secrets          = [for name, source in local.secrets : { name = name, valueFrom = source }]
    portMappings     = [{ containerPort = local.port, hostPort = local.port, protocol = "tcp" }]
    logConfiguration = local.log["service"]

    # A new task serves only once the database has the schema that its code expects.
    dependsOn = [for migration in local.migrations : { containerName = "migrate", condition = "SUCCESS" }]

    # Longer than the service takes to finish what is in flight.
    stopTimeout = 60

    healthCheck = {
      command = [
        "CMD", "/usr/local/bin/node", "-e",
        "fetch('http://127.0.0.1:${local.port}/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))",
      ]
      interval    = 10
      timeout     = 5
      retries     = 3
      startPeriod = 15
    }
  })

  # Only this container gets the administrator's password, and it ends before the service starts.
  migration_container = merge(local.hardened, {
    name             = "migrate"
    image            = var.image
    command          = ["/app/migrate.mjs"]
    essential        = false
    cpu              = 0
    environment      = [for name, value in try(var.migration.environment, {}) : { name = name, value = value }]
    secrets          = [for name, source in try(var.migration.secrets, {}) : { name = name, valueFrom = source }]
    portMappings     = []
    logConfiguration = local.log["migrate"]
  })

  # AWS's distribution of the OpenTelemetry collector. If it fails, the service continues without traces.
  collector_container = merge(local.hardened, {
    name             = "collector"
    image            = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3"
    essential        = false
    cpu              = 0
    environment      = [{ name = "AOT_CONFIG_CONTENT", value = yamlencode(local.collector) }]
    secrets          = []
    portMappings     = []
    logConfiguration = local.log["collector"]
  })

  collector = {
    receivers  = { otlp = { protocols = { grpc = { endpoint = "127.0.0.1:4317" }, http = { endpoint = "127.0.0.1:4318" } } } }
    processors = { batch = { timeout = "1s" } }
    # X-Ray can search traces by these: by order and by deployment.
    exporters = { awsxray = { region = var.platform.region, indexed_attributes = ["cloudevents.event_subject", "deployment.environment.name"] } }
    service   = { pipelines = { traces = { receivers = ["otlp"], processors = ["batch"], exporters = ["awsxray"] } } }
  }

  # A service never waits for its logs. If they cannot be delivered for a while, some are lost.
  log = { for prefix in ["service", "migrate", "collector"] : prefix => {
    logDriver = "awslogs"
    options = {
      "awslogs-group"         = one(aws_cloudwatch_log_group.this[*].name)
      "awslogs-region"        = var.platform.region
      "awslogs-stream-prefix" = prefix
      "mode"                  = "non-blocking"
      "max-buffer-size"       = "4m"
    }
  } }
}
