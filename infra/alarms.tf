locals {
  watched_tasks = { for service, tasks in local.tasks : service => {
    service_name            = tasks.service_name
    target_group_arn_suffix = tasks.target_group_arn_suffix
    green                   = tasks.canary == null ? null : { target_group_arn_suffix = tasks.canary.green_target_group.arn_suffix }
    replicas_min            = local.sizes[service].replicas_min
  } }

  watched_service_functions = { for service, function in local.service_functions : service => function.name }

  watched_functions = { for name, function in local.functions : name => function.name }

  watched_queues = [for name in local.consumers : {
    consumer         = name
    name             = module.messaging.queues[name].name
    dead_letter_name = module.messaging.queues[name].dead_letter_name
  }]
}

module "alarms" {
  source = "./modules/alarms"

  name                     = local.name
  topic_arn                = aws_sns_topic.alarms.arn
  objectives               = var.objectives
  api_id                   = module.gateway.id
  load_balancer_arn_suffix = module.load_balancer.arn_suffix
  cluster_name             = one(aws_ecs_cluster.this[*].name)
  tasks                    = local.watched_tasks
  service_functions        = local.watched_service_functions
  functions                = local.watched_functions
  queues                   = { for queue in local.watched_queues : queue.consumer => queue }
  database_cluster_id      = module.database.cluster_id
  tables                   = { for table in local.tables : table.name => { name = module.tables.tables[table.name].name, indexes = try(table.indexes[*].name, []) } }
  topics                   = { for publisher, arn in module.messaging.topic_arns : publisher => "${local.name}-${publisher}" }
  nat_gateways             = module.network.nat_gateway_ids
  backup_vault             = var.backup_plan ? local.name : null
}

resource "aws_sns_topic" "alarms" {
  name              = "${local.name}-alarms"
  kms_master_key_id = aws_kms_key.data.arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms_topic["here"].json
}

data "aws_iam_policy_document" "alarms_topic" {
  for_each = local.alarms_topic_arns

  statement {
    sid       = "PublishAlarms"
    actions   = ["sns:Publish"]
    resources = [each.value]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.aws_account_id]
    }
  }

  # Failed copies of backups. Without a condition, because EventBridge's documentation names none that it satisfies.
  dynamic "statement" {
    for_each = each.key == "here" ? local.backup_copies : {}

    content {
      sid       = "PublishEvents"
      actions   = ["sns:Publish"]
      resources = [aws_sns_topic.alarms.arn]

      principals {
        type        = "Service"
        identifiers = ["events.amazonaws.com"]
      }
    }
  }

  statement {
    sid       = "DenyInsecureTransport"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [each.value]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}
