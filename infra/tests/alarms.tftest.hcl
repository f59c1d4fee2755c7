provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name                     = "shop-test"
  topic_arn                = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
  objectives               = { p95_milliseconds = 500, errors_percent = 1 }
  api_id                   = "api"
  load_balancer_arn_suffix = "app/shop-test/1"
  cluster_name             = "shop-test"
  tasks = { for service in ["auth", "catalog", "orders", "inventory", "billing", "shipping"] : service => {
    service_name            = service
    target_group_arn_suffix = "targetgroup/${service}/1"
    replicas_min            = 2
  } }
  service_functions = {}
  functions         = { authorizer = "shop-test-authorizer", timeline = "shop-test-timeline" }
  queues = { for queue in jsondecode(file("./topology.json")).queues : queue.name => {
    name             = "shop-test-${queue.name}"
    dead_letter_name = "shop-test-${queue.deadLetterQueue}"
  } }
  database_cluster_id = "shop-test"
  tables              = { for table in jsondecode(file("./tables.json")) : table.name => { name = "shop-test-${table.name}", indexes = try(table.indexes[*].name, []) } }
  topics              = { orders = "shop-test-orders", billing = "shop-test-billing" }
  nat_gateways        = { eu-central-1a = "nat-1" }
  backup_vault        = "shop-test"
}

run "each_service_and_the_api_is_held_to_its_objectives" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.latency) == ["api", "auth", "billing", "catalog", "inventory", "orders", "shipping"] && keys(aws_cloudwatch_metric_alarm.errors) == keys(aws_cloudwatch_metric_alarm.latency)
    error_message = "Every service and the API has a latency and an error rate."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latency["orders"].threshold == 0.5 && aws_cloudwatch_metric_alarm.latency["api"].threshold == 500 && alltrue([for alarm in aws_cloudwatch_metric_alarm.latency : alarm.extended_statistic == "p95"])
    error_message = "The load balancer measures seconds, the API milliseconds."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.errors["orders"].metric_query : one(query.metric).dimensions if query.id == "errors"]) == tomap({ LoadBalancer = "app/shop-test/1", TargetGroup = "targetgroup/orders/1" })
    error_message = "The errors of orders are those of its target group."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.errors["orders"].metric_query : query.expression if query.return_data]) == "IF(FILL(errors, 0) >= 3, 100 * errors / requests, 0)" && aws_cloudwatch_metric_alarm.errors["orders"].threshold == 1
    error_message = "Errors are counted as a share of requests, in percent."
  }
}

run "a_service_on_lambda_is_watched_as_a_function" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  variables {
    tasks             = { orders = { service_name = "orders", target_group_arn_suffix = "targetgroup/orders/1", replicas_min = 2 } }
    service_functions = { auth = "shop-test-auth" }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latency["auth"].namespace == "AWS/Lambda" && aws_cloudwatch_metric_alarm.latency["auth"].threshold == 500 && contains(keys(aws_cloudwatch_metric_alarm.errors), "auth") && contains(keys(aws_cloudwatch_metric_alarm.function_throttles), "auth")
    error_message = "Duration, errors and throttles of the function are watched."
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.utilization) == ["orders-cpu", "orders-memory"] && keys(aws_cloudwatch_metric_alarm.tasks) == ["orders"]
    error_message = "What is said of tasks is said of tasks only."
  }
}

run "the_saga_is_watched_at_every_queue" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  assert {
    condition     = { for consumer, alarm in aws_cloudwatch_metric_alarm.dead_letters : consumer => alarm.dimensions if alarm.namespace == "shop-test" && alarm.metric_name == "DeadLettersRecorded" && alarm.statistic == "Sum" && alarm.threshold == 0 && alarm.comparison_operator == "GreaterThanThreshold" && alarm.evaluation_periods == 1 } == { for queue in jsondecode(file("./topology.json")).queues : queue.name => tomap({ service = "dead-letters", queue = queue.name }) }
    error_message = "The first dead letter of any queue is told."
  }

  assert {
    condition     = { for consumer, alarm in aws_cloudwatch_metric_alarm.unrecorded : consumer => alarm.dimensions.QueueName if alarm.metric_name == "ApproximateAgeOfOldestMessage" && alarm.threshold == 600 } == { for queue in jsondecode(file("./topology.json")).queues : queue.name => "shop-test-${queue.name}-dlq" }
    error_message = "A dead letter that is not recorded is told."
  }

  assert {
    condition     = { for consumer, alarm in aws_cloudwatch_metric_alarm.message_age : consumer => alarm.dimensions.QueueName if alarm.threshold == 120 } == { for queue in jsondecode(file("./topology.json")).queues : queue.name => "shop-test-${queue.name}" }
    error_message = "A message that waits for two minutes is told."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.unsettled.metric_query : [for metric in query.metric : [metric.namespace, metric.dimensions["service"], metric.stat, metric.period]] if query.id == "overdue"]) == [["shop-test", "orders", "Maximum", 60]] && aws_cloudwatch_metric_alarm.unsettled.evaluation_periods == 5
    error_message = "Orders that do not settle are told after five minutes."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.unsettled.treat_missing_data == "breaching" && one([for query in aws_cloudwatch_metric_alarm.unsettled.metric_query : query.expression if query.return_data]) == "IF(FILL(desired, 1) > 0, FILL(overdue, 1), 0)"
    error_message = "Silence of orders is told, too, but at night."
  }

  assert {
    condition     = strcontains(one([for query in aws_cloudwatch_metric_alarm.compensations.metric_query : query.expression if query.return_data]), ">= 20") && aws_cloudwatch_metric_alarm.compensations.threshold == 20
    error_message = "One order in five that is cancelled is told, of at least twenty."
  }

  assert {
    condition     = alltrue([for alarm in ["orders-unsettled", "inventory-message-age", "shipping-dead-letters"] : strcontains(aws_cloudwatch_composite_alarm.saga.alarm_rule, "ALARM(\"shop-test-${alarm}\")")]) && !strcontains(aws_cloudwatch_composite_alarm.saga.alarm_rule, "timeline")
    error_message = "The saga does not settle when one of its participants does not; the timeline only watches."
  }
}

run "every_alarm_says_what_it_means_and_tells_somebody" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  assert {
    condition = alltrue([for alarm in concat(
      [aws_cloudwatch_metric_alarm.compensations, aws_cloudwatch_metric_alarm.database_capacity],
      [for alarms in [
        aws_cloudwatch_metric_alarm.message_age, aws_cloudwatch_metric_alarm.dead_letters, aws_cloudwatch_metric_alarm.unrecorded, aws_cloudwatch_metric_alarm.errors, aws_cloudwatch_metric_alarm.latency,
        aws_cloudwatch_metric_alarm.tasks, aws_cloudwatch_metric_alarm.utilization, aws_cloudwatch_metric_alarm.function_errors, aws_cloudwatch_metric_alarm.function_throttles,
        aws_cloudwatch_metric_alarm.failures, aws_cloudwatch_metric_alarm.table_throttles,
      ] : values(alarms)]...
    ) : alarm.alarm_actions == toset([var.topic_arn]) && alarm.treat_missing_data == "notBreaching" && strcontains(alarm.alarm_description, "See docs/operations.md, ")])
    error_message = "Each alarm reaches the topic, is quiet without data, and says where to read on."
  }

  assert {
    condition     = length(output.arns) == 1 + 2 + 5 + 5 + 5 + 7 + 7 + 6 + 12 + 1 + 2 + 2 + 4 + 1 + length(var.tables)
    error_message = "The dashboard shows every alarm."
  }
}

run "what_aws_runs_for_us_is_told_when_it_fails" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  assert {
    condition     = { for name, alarm in aws_cloudwatch_metric_alarm.failures : name => [alarm.namespace, alarm.metric_name] } == { orders-events-undelivered = ["AWS/SNS", "NumberOfNotificationsFailed"], billing-events-undelivered = ["AWS/SNS", "NumberOfNotificationsFailed"], nat-eu-central-1a-ports = ["AWS/NATGateway", "ErrorPortAllocation"], backup-failed = ["AWS/Backup", "NumberOfBackupJobsFailed"] }
    error_message = "A delivery, a port or a copy that fails is told."
  }

  assert {
    condition     = [for alarm in aws_cloudwatch_metric_alarm.backup_missing : [alarm.treat_missing_data, alarm.period, alarm.threshold]] == [["breaching", 86400, 1]]
    error_message = "A day without a copy is told, even if nothing tells of one."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.table_throttles["dead-letters"].metric_query) == 9 && length(aws_cloudwatch_metric_alarm.table_throttles["stock"].metric_query) == 3
    error_message = "Reads and writes of a table and of its indexes are counted."
  }
}

run "a_service_that_may_have_no_task_lacks_none" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  variables {
    tasks = { orders = { service_name = "orders", target_group_arn_suffix = "targetgroup/orders/1", replicas_min = 0 } }
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.tasks) == 0
    error_message = "Only services with a minimum can be below it."
  }
}

run "each_target_group_of_a_canary_is_judged_by_itself" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  variables {
    tasks = { orders = { service_name = "orders", target_group_arn_suffix = "targetgroup/orders/1", green = { target_group_arn_suffix = "targetgroup/orders-g/2" }, replicas_min = 2 } }
  }

  assert {
    condition     = { for key, alarm in aws_cloudwatch_metric_alarm.latency : key => alarm.dimensions.TargetGroup if startswith(key, "orders") } == { orders = "targetgroup/orders/1", orders-green = "targetgroup/orders-g/2" }
    error_message = "Answers of both are timed."
  }

  assert {
    condition     = output.of_rollouts == { orders = { blue = ["shop-test-orders-errors", "shop-test-orders-latency"], green = ["shop-test-orders-green-errors", "shop-test-orders-green-latency"] } }
    error_message = "A rollout knows the alarms of each."
  }
}

run "an_objective_that_nothing_can_meet_is_refused" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  variables {
    objectives = { p95_milliseconds = 0, errors_percent = 1 }
  }

  expect_failures = [var.objectives]
}

run "the_dashboard_begins_with_the_saga" {
  command = plan

  module {
    source = "./modules/dashboard"
  }

  variables {
    region     = "eu-central-1"
    alarm_arns = ["arn:aws:cloudwatch:eu-central-1:123456789012:alarm:shop-test-orders-unsettled"]
    queues     = [for queue in jsondecode(file("./topology.json")).queues : { consumer = queue.name, name = queue.name, dead_letter_name = queue.deadLetterQueue }]
    tables     = ["products"]
  }

  assert {
    condition     = [for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.properties.markdown if widget.type == "text"] == ["## The saga", "## The edge", "## Services", "## Data"]
    error_message = "From what a customer feels to what may have caused it."
  }

  assert {
    condition     = [for metric in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets[3].properties.metrics : metric[4].label] == ["orders", "inventory", "billing", "shipping", "timeline"]
    error_message = "Queues stand in the order of the saga."
  }

  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.x + widget.width <= 24])
    error_message = "No widget is wider than the page."
  }
}
