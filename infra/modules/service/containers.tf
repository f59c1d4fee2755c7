locals {
  port = 8080

  # AWS_REGION is there on Fargate anyway; signing in to the database must not hang on what is only customary.
  environment = tomap(merge({
    PORT                   = tostring(local.port)
    SHUTDOWN_GRACE_SECONDS = "10"
    AWS_REGION             = var.platform.region
  }, var.platform.environment, var.environment))

  containers = concat(
    [local.service_container],
    [for migration in local.migrations : local.migration_container],
    var.platform.tracing_sidecar ? [local.collector_container] : [],
  )
  migrations = var.migration == null ? [] : [var.migration]

  # Lists are given even when empty, as ECS gives them back.
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
    secrets          = [for name, source in var.secrets : { name = name, valueFrom = source }]
    portMappings     = [{ containerPort = local.port, hostPort = local.port, protocol = "tcp" }]
    logConfiguration = local.log["service"]

    # No new task serves before the database is what its code expects.
    dependsOn = [for migration in local.migrations : { containerName = "migrate", condition = "SUCCESS" }]

    # Longer than the service takes to finish what is under way.
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

  # The administrator's password reaches this container alone, which ends before the service begins.
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

  # AWS's distribution of the OpenTelemetry collector. Should it fail, the service goes on without traces.
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
    # X-Ray finds traces by these: by the order, and by the deployment.
    exporters = { awsxray = { region = var.platform.region, indexed_attributes = ["cloudevents.event_subject", "deployment.environment.name"] } }
    service   = { pipelines = { traces = { receivers = ["otlp"], processors = ["batch"], exporters = ["awsxray"] } } }
  }

  # A service never waits for its logs: when they cannot be delivered for long, some are lost.
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
