module "dashboard" {
  source = "./modules/dashboard"

  name                     = local.name
  region                   = var.aws_region
  alarm_arns               = module.alarms.arns
  api_id                   = module.gateway.id
  load_balancer_arn_suffix = module.load_balancer.arn_suffix
  cluster_name             = one(aws_ecs_cluster.this[*].name)
  tasks                    = local.watched_tasks
  functions                = merge(local.watched_functions, local.watched_service_functions)
  queues                   = local.watched_queues
  database_cluster_id      = module.database.cluster_id
  tables                   = [for table in local.tables : module.tables.tables[table.name].name]
}

locals {
  log_groups = compact(concat(
    [for part in concat(values(local.tasks), values(local.service_functions), values(local.functions)) : part.log_group_name],
    aws_cloudwatch_log_group.pods[*].name,
  ))
}

# Handled messages are logged only at log_level debug. At info, the history shows only what went wrong.
resource "aws_cloudwatch_query_definition" "order_history" {
  name            = "${local.name}/history-of-one-order"
  log_group_names = local.log_groups

  query_string = <<-QUERY
    fields @timestamp, service, msg, type, reason, receiveCount, durationMs, id
    | filter orderId = "replace with the order's id"
    | sort @timestamp asc
    | limit 1000
  QUERY
}

resource "aws_cloudwatch_query_definition" "parked_messages" {
  name            = "${local.name}/parked-messages"
  log_group_names = local.log_groups

  query_string = <<-QUERY
    fields @timestamp, service, type, reason, orderId, id
    | filter msg = "message parked"
    | sort @timestamp desc
    | limit 1000
  QUERY
}
