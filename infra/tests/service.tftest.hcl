provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name = "orders"
  platform = {
    name                     = "cloudservices-test"
    region                   = "eu-central-1"
    account_id               = "123456789012"
    cluster_arn              = "arn:aws:ecs:eu-central-1:123456789012:cluster/cloudservices-test"
    cluster_name             = "cloudservices-test"
    vpc_id                   = "vpc-1"
    subnet_ids               = ["subnet-a", "subnet-b"]
    assign_public_ip         = false
    security_group_id        = "sg-tasks"
    listener_arn             = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/x/1/2"
    load_balancer_arn_suffix = "app/x/1"
    kms_key_arn              = "arn:aws:kms:eu-central-1:123456789012:key/data"
    log_retention_days       = 30
    spot_percent             = 0
    tracing_sidecar          = false
    environment              = { LOG_LEVEL = "info" }
  }
  image             = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/cloudservices-test-orders:0123456789abcdef"
  size              = { cpu = 512, memory = 1024, replicas_min = 2, replicas_max = 10 }
  environment       = { TOPIC_ARN = "arn:aws:sns:eu-central-1:123456789012:cloudservices-test-orders" }
  secrets           = { STRIPE_API_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:stripe-AbCdEf:::1" }
  policy            = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Own\",\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"arn:aws:sns:eu-central-1:123456789012:cloudservices-test-orders\"}]}"
  routes            = ["/v1/orders", "/v1/orders/*"]
  listener_priority = 30
  queue             = { name = "cloudservices-test-orders" }
  migration = {
    environment = { DATABASE_URL = "postgres://database.example:5432/cloudservices?sslmode=verify-full" }
    secrets     = { DATABASE_PASSWORD = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!cluster-1-AbCdEf:password::" }
  }
}

run "every_container_is_hardened" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = alltrue([for container in jsondecode(aws_ecs_task_definition.this[0].container_definitions) :
      container.readonlyRootFilesystem && container.user == "65532:65532" && container.linuxParameters.initProcessEnabled && container.linuxParameters.capabilities.drop == ["ALL"]
    ])
    error_message = "Containers must run as an unprivileged user, without capabilities, on a read-only file system, with an init process."
  }

  assert {
    condition     = aws_ecs_task_definition.this[0].runtime_platform[0].cpu_architecture == "ARM64" && local.service_container.stopTimeout == 60
    error_message = "Tasks must run on ARM, and have a minute to stop."
  }
}

run "the_schema_is_migrated_before_a_new_task_serves" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition     = local.service_container.dependsOn == [{ containerName = "migrate", condition = "SUCCESS" }]
    error_message = "The service must wait for the migration to succeed."
  }

  assert {
    condition     = local.migration_container.command == ["/app/migrate.mjs"] && !local.migration_container.essential
    error_message = "The migration must have its own command, and be allowed to end."
  }

  assert {
    condition     = local.service_container.secrets[*].name == ["STRIPE_API_KEY"] && local.migration_container.secrets[*].name == ["DATABASE_PASSWORD"]
    error_message = "Only the migration must get the administrator's password, and only the service its secrets."
  }
}

run "a_service_without_a_schema_has_one_container" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    migration = null
    secrets   = {}
    queue     = null
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this[0].container_definitions)[*].name == ["orders"] && local.service_container.dependsOn == []
    error_message = "There must be no migration."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.execution[0].policy).Statement[*].Sid == ["WriteOwnLogs", "SignInToRegistry", "PullOwnImage"]
    error_message = "The role must not read secrets."
  }

  assert {
    condition     = length(aws_appautoscaling_policy.backlog) == 0
    error_message = "There must be no scaling by backlog."
  }
}

run "a_service_has_the_settings_of_the_platform_and_its_own" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = output.environment == tomap({
      AWS_REGION             = "eu-central-1"
      LOG_LEVEL              = "info"
      PORT                   = "8080"
      SHUTDOWN_GRACE_SECONDS = "10"
      TOPIC_ARN              = "arn:aws:sns:eu-central-1:123456789012:cloudservices-test-orders"
    })
    error_message = "The container must get the common settings and its own, and the output must have them."
  }
}

run "roles_have_only_the_permissions_they_need" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.task[0].policy).Statement[*].Sid == ["Own"]
    error_message = "The service must have exactly the permissions of its policy."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.execution[0].policy).Statement[2].Resource == "arn:aws:ecr:eu-central-1:123456789012:repository/cloudservices-test-orders"
    error_message = "ECS must pull only from the service's own repository."
  }

  assert {
    condition = toset(jsondecode(aws_iam_role_policy.execution[0].policy).Statement[3].Resource) == toset([
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:stripe-AbCdEf",
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!cluster-1-AbCdEf",
    ])
    error_message = "ECS must read only the task's secrets, by ARN without field or version."
  }

  assert {
    condition     = alltrue([for role in concat(aws_iam_role.task, aws_iam_role.execution) : jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"])
    error_message = "Only tasks of this account may assume the roles."
  }
}

run "a_bad_deployment_is_rolled_back" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition     = aws_ecs_service.this[0].deployment_circuit_breaker[0].enable && aws_ecs_service.this[0].deployment_circuit_breaker[0].rollback && aws_ecs_service.this[0].deployment_minimum_healthy_percent == 100 && aws_ecs_service.this[0].wait_for_steady_state
    error_message = "Old tasks must stay until new ones are healthy, and the apply must wait for that."
  }

  assert {
    condition     = aws_lb_target_group.this.health_check[0].path == "/readyz" && aws_lb_target_group.this.deregistration_delay == "15"
    error_message = "Only ready tasks must get traffic, and stopping ones must lose it in time."
  }

  assert {
    condition     = !aws_ecs_service.this[0].enable_execute_command && !aws_ecs_service.this[0].network_configuration[0].assign_public_ip
    error_message = "Tasks must not allow shells, and must have no public address."
  }
}

run "tasks_are_added_by_cpu_requests_and_backlog" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition     = { for name, policy in aws_appautoscaling_policy.predefined : name => policy.target_tracking_scaling_policy_configuration[0].target_value } == { cpu = 60, requests = 3000 }
    error_message = "The targets must be 60 % of CPU and 3000 requests per minute and task."
  }

  assert {
    condition     = [for metric in aws_appautoscaling_policy.backlog[0].target_tracking_scaling_policy_configuration[0].customized_metric_specification[0].metrics : metric.id if metric.return_data] == ["backlog"]
    error_message = "The backlog per task must be a scaling metric."
  }

  assert {
    condition     = aws_appautoscaling_target.this[0].min_capacity == 2 && aws_appautoscaling_target.this[0].max_capacity == 10 && length(aws_appautoscaling_scheduled_action.night) == 0
    error_message = "There must be 2 to 10 tasks, by day and night."
  }
}

run "at_night_no_task_runs" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    platform = merge(var.platform, { night = { stop = "cron(0 20 ? * MON-FRI *)", start = "cron(0 7 ? * MON-FRI *)", timezone = "Europe/Berlin" } })
  }

  assert {
    condition     = aws_appautoscaling_scheduled_action.night["stop"].scalable_target_action[0].max_capacity == "0" && aws_appautoscaling_scheduled_action.night["stop"].timezone == "Europe/Berlin"
    error_message = "In the evening all tasks must stop, and none may be added."
  }

  assert {
    condition     = aws_appautoscaling_scheduled_action.night["start"].scalable_target_action[0].min_capacity == "2" && aws_appautoscaling_scheduled_action.night["start"].scalable_target_action[0].max_capacity == "10"
    error_message = "In the morning there must be as many as before."
  }
}

run "with_a_canary_codedeploy_replaces_the_tasks" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    platform = merge(var.platform, { canary = true })
  }

  assert {
    condition     = length(aws_ecs_service.this) == 0 && aws_ecs_service.canary[0].deployment_controller[0].type == "CODE_DEPLOY" && aws_ecs_service.canary[0].launch_type == "FARGATE"
    error_message = "ECS replaces no tasks, and none is on Spot."
  }

  assert {
    condition     = aws_lb_target_group.green[0].name != aws_lb_target_group.this.name && aws_lb_target_group.green[0].health_check[0].path == "/readyz" && aws_lb_target_group.green[0].deregistration_delay == "15"
    error_message = "The second target group is like the first."
  }

  assert {
    condition     = keys(aws_appautoscaling_policy.predefined) == ["cpu"] && aws_appautoscaling_policy.requests[0].target_tracking_scaling_policy_configuration[0].target_value == 3000
    error_message = "Requests are counted in both target groups."
  }
}

run "a_share_of_the_tasks_runs_on_spot" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    platform = merge(var.platform, { spot_percent = 70 })
  }

  assert {
    condition     = jsonencode({ for strategy in aws_ecs_service.this[0].capacity_provider_strategy : strategy.capacity_provider => [coalesce(strategy.base, 0), strategy.weight] }) == jsonencode({ FARGATE = [1, 30], FARGATE_SPOT = [0, 70] })
    error_message = "The first task must never be on Spot."
  }
}

run "traces_go_through_a_sidecar_collector" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    platform = merge(var.platform, { tracing_sidecar = true })
  }

  assert {
    condition     = contains(jsondecode(aws_ecs_task_definition.this[0].container_definitions)[*].name, "collector") && !local.collector_container.essential
    error_message = "The service must outlive its collector."
  }

  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.task[0].policy).Statement[1].Action, "xray:PutTraceSegments")
    error_message = "The collector must be able to write traces."
  }
}

run "a_secret_of_all_services_reaches_each_and_can_be_read" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    platform = merge(var.platform, { secrets = { OTEL_EXPORTER_OTLP_HEADERS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:otlp-AbCdEf" } })
  }

  assert {
    condition     = toset(local.service_container.secrets[*].name) == toset(["OTEL_EXPORTER_OTLP_HEADERS", "STRIPE_API_KEY"])
    error_message = "The service must get its own secrets and those of all services."
  }

  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.execution[0].policy).Statement[3].Resource, "arn:aws:secretsmanager:eu-central-1:123456789012:secret:otlp-AbCdEf")
    error_message = "ECS must read the secret for the task."
  }
}

run "a_long_name_still_fits_a_target_group" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    name     = "inventory"
    platform = merge(var.platform, { name = "fifteenletters1-eightlet" })
  }

  assert {
    condition     = aws_lb_target_group.this.name == "fifteenletters1-eightlet-invento"
    error_message = "A target group's name must have at most 32 characters."
  }
}

run "what_fargate_does_not_offer_is_refused" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    size              = { cpu = 512, memory = 8192, replicas_min = 2, replicas_max = 10 }
    image             = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/cloudservices-test-orders:latest"
    routes            = ["/a", "/b", "/c", "/d", "/e", "/f"]
    listener_priority = 0
  }

  expect_failures = [var.size, var.image, var.routes, var.listener_priority]
}
