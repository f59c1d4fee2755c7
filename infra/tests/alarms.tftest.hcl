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

run "each_service_and_the_api_has_its_objectives" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.latency) == ["api", "auth", "billing", "catalog", "inventory", "orders", "shipping"] && keys(aws_cloudwatch_metric_alarm.errors) == keys(aws_cloudwatch_metric_alarm.latency)
    error_message = "Each service and the API must have alarms for latency and error rate."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latency["orders"].threshold == 0.5 && aws_cloudwatch_metric_alarm.latency["api"].threshold == 500 && alltrue([for alarm in aws_cloudwatch_metric_alarm.latency : alarm.extended_statistic == "p95"])
    error_message = "Thresholds must be in seconds for the load balancer and in milliseconds for the API."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.errors["orders"].metric_query : one(query.metric).dimensions if query.id == "errors"]) == tomap({ LoadBalancer = "app/shop-test/1", TargetGroup = "targetgroup/orders/1" })
    error_message = "The errors of orders must be those of its target group."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.errors["orders"].metric_query : query.expression if query.return_data]) == "IF(FILL(errors, 0) >= 3, 100 * errors / requests, 0)" && aws_cloudwatch_metric_alarm.errors["orders"].threshold == 1
    error_message = "Errors must be a percentage of requests."
  }
}

run "a_service_on_lambda_has_the_alarms_of_a_function" {
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
    error_message = "The function must have alarms for duration, errors and throttles."
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.utilization) == ["orders-cpu", "orders-memory"] && keys(aws_cloudwatch_metric_alarm.tasks) == ["orders"]
    error_message = "Only tasks must have the alarms for tasks."
  }
}

run "the_saga_is_watched_at_every_queue" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  assert {
    condition     = { for consumer, alarm in aws_cloudwatch_metric_alarm.dead_letters : consumer => alarm.dimensions if alarm.namespace == "shop-test" && alarm.metric_name == "DeadLettersRecorded" && alarm.statistic == "Sum" && alarm.threshold == 0 && alarm.comparison_operator == "GreaterThanThreshold" && alarm.evaluation_periods == 1 } == { for queue in jsondecode(file("./topology.json")).queues : queue.name => tomap({ service = "dead-letters", queue = queue.name }) }
    error_message = "The first dead letter of any queue must raise an alarm."
  }

  assert {
    condition     = { for consumer, alarm in aws_cloudwatch_metric_alarm.unrecorded : consumer => alarm.dimensions.QueueName if alarm.metric_name == "ApproximateAgeOfOldestMessage" && alarm.threshold == 600 } == { for queue in jsondecode(file("./topology.json")).queues : queue.name => "shop-test-${queue.name}-dlq" }
    error_message = "A dead letter that is not recorded must raise an alarm."
  }

  assert {
    condition     = { for consumer, alarm in aws_cloudwatch_metric_alarm.message_age : consumer => alarm.dimensions.QueueName if alarm.threshold == 120 } == { for queue in jsondecode(file("./topology.json")).queues : queue.name => "shop-test-${queue.name}" }
    error_message = "A message that waits for two minutes must raise an alarm."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.unsettled.metric_query : [for metric in query.metric : [metric.namespace, metric.dimensions["service"], metric.stat, metric.period]] if query.id == "overdue"]) == [["shop-test", "orders", "Maximum", 60]] && aws_cloudwatch_metric_alarm.unsettled.evaluation_periods == 5
    error_message = "Orders that do not settle must raise an alarm after five minutes."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.unsettled.treat_missing_data == "breaching" && one([for query in aws_cloudwatch_metric_alarm.unsettled.metric_query : query.expression if query.return_data]) == "IF(FILL(desired, 1) > 0, FILL(overdue, 1), 0)"
    error_message = "Silence of orders must raise an alarm too, except at night."
  }

  assert {
    condition     = strcontains(one([for query in aws_cloudwatch_metric_alarm.compensations.metric_query : query.expression if query.return_data]), ">= 20") && aws_cloudwatch_metric_alarm.compensations.threshold == 20
    error_message = "One cancelled order in five must raise an alarm, if there were at least twenty."
  }

  assert {
    condition     = alltrue([for alarm in ["orders-unsettled", "inventory-message-age", "shipping-dead-letters"] : strcontains(aws_cloudwatch_composite_alarm.saga.alarm_rule, "ALARM(\"shop-test-${alarm}\")")]) && !strcontains(aws_cloudwatch_composite_alarm.saga.alarm_rule, "timeline")
    error_message = "The saga's alarm must include each participant, and not the timeline, which only watches."
  }
}

run "every_alarm_says_what_it_means_and_notifies_the_topic" {
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
    error_message = "Each alarm must notify the topic, be quiet without data, and refer to the documentation."
  }

  assert {
    condition     = length(output.arns) == 1 + 2 + 5 + 5 + 5 + 7 + 7 + 6 + 12 + 1 + 2 + 2 + 4 + 1 + length(var.tables)
    error_message = "The dashboard must show every alarm."
  }
}

run "failures_of_what_aws_runs_raise_alarms" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  assert {
    condition     = { for name, alarm in aws_cloudwatch_metric_alarm.failures : name => [alarm.namespace, alarm.metric_name] } == { orders-events-undelivered = ["AWS/SNS", "NumberOfNotificationsFailed"], billing-events-undelivered = ["AWS/SNS", "NumberOfNotificationsFailed"], nat-eu-central-1a-ports = ["AWS/NATGateway", "ErrorPortAllocation"], backup-failed = ["AWS/Backup", "NumberOfBackupJobsFailed"] }
    error_message = "Failed deliveries, ports and backups must raise alarms."
  }

  assert {
    condition     = [for alarm in aws_cloudwatch_metric_alarm.backup_missing : [alarm.treat_missing_data, alarm.period, alarm.threshold]] == [["breaching", 86400, 1]]
    error_message = "A day without a backup must raise an alarm, even if there is no data."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.table_throttles["dead-letters"].metric_query) == 9 && length(aws_cloudwatch_metric_alarm.table_throttles["stock"].metric_query) == 3
    error_message = "Reads and writes of a table and of its indexes must be counted."
  }
}

run "a_service_with_a_minimum_of_zero_has_no_alarm_for_missing_tasks" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  variables {
    tasks = { orders = { service_name = "orders", target_group_arn_suffix = "targetgroup/orders/1", replicas_min = 0 } }
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.tasks) == 0
    error_message = "Only services with a minimum must have the alarm."
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

run "an_impossible_objective_is_refused" {
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
    error_message = "The rows must go from what customers notice down to what may have caused it."
  }

  assert {
    condition     = [for metric in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets[3].properties.metrics : metric[4].label] == ["orders", "inventory", "billing", "shipping", "timeline"]
    error_message = "Queues must be in the saga's order."
  }

  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.x + widget.width <= 24])
    error_message = "No widget may be wider than the page."
  }
}
