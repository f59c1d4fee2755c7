data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

locals {
  topics = { for topic in var.topology.topics : topic.name => topic }
  queues = { for queue in var.topology.queues : queue.name => queue }

  subscriptions = merge([for queue in var.topology.queues : {
    for subscription in queue.subscriptions : "${queue.name}-from-${subscription.topic}" => merge(subscription, { queue = queue.name })
  }]...)

  # Composed instead of read from the resources, because each resource is created together with its policy.
  topic_arn_prefix = "arn:${data.aws_partition.current.partition}:sns:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:${var.name}-"
  queue_arn_prefix = "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:${var.name}-"
}

resource "aws_sns_topic" "this" {
  for_each = local.topics

  name              = "${var.name}-${each.key}"
  kms_master_key_id = var.kms_key_arn
  policy            = data.aws_iam_policy_document.topic[each.key].json
}

resource "aws_sqs_queue" "dead_letter" {
  for_each = local.queues

  name                      = "${var.name}-${each.value.deadLetterQueue}"
  message_retention_seconds = each.value.deadLetterRetentionSeconds
  kms_master_key_id         = var.kms_key_arn
  policy                    = data.aws_iam_policy_document.queue[each.value.deadLetterQueue].json

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = ["${local.queue_arn_prefix}${each.key}"]
  })
}

resource "aws_sqs_queue" "this" {
  for_each = local.queues

  name                       = "${var.name}-${each.key}"
  visibility_timeout_seconds = each.value.visibilityTimeoutSeconds
  receive_wait_time_seconds  = each.value.receiveWaitTimeSeconds
  message_retention_seconds  = each.value.retentionSeconds
  kms_master_key_id          = var.kms_key_arn
  policy                     = data.aws_iam_policy_document.queue[each.key].json

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letter[each.key].arn
    maxReceiveCount     = each.value.maxReceiveCount
  })
}

resource "aws_sns_topic_subscription" "this" {
  for_each = local.subscriptions

  topic_arn            = aws_sns_topic.this[each.value.topic].arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.this[each.value.queue].arn
  raw_message_delivery = true
  filter_policy_scope  = "MessageAttributes"
  filter_policy        = jsonencode(each.value.filter)

  # Undeliverable messages, for example after a permission was revoked, go to the same dead-letter queue as unhandled ones.
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead_letter[each.value.queue].arn })
}
