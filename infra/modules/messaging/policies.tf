# A topic's own default policy lets the whole account publish. This one lets nobody, so that a role's policy alone decides.
data "aws_iam_policy_document" "topic" {
  for_each = local.topics

  statement {
    sid       = "DenyInsecureTransport"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = ["${local.topic_arn_prefix}${each.key}"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

locals {
  # By the name of each queue and each dead-letter queue, the topics that may send to it, or the bucket: what a topic cannot
  # deliver it parks, a bucket does not.
  senders = merge([for queue in var.topology.queues : {
    for name in [queue.name, queue.deadLetterQueue] : name => {
      topics  = [for subscription in queue.subscriptions : "${local.topic_arn_prefix}${subscription.topic}"]
      buckets = [for arn in [queue.bucket_arn] : arn if arn != null && name == queue.name]
    }
  }]...)
}

data "aws_iam_policy_document" "queue" {
  for_each = local.senders

  dynamic "statement" {
    for_each = length(each.value.topics) == 0 ? [] : [each.value.topics]

    content {
      sid       = "ReceiveFromSubscribedTopics"
      actions   = ["sqs:SendMessage"]
      resources = ["${local.queue_arn_prefix}${each.key}"]

      principals {
        type        = "Service"
        identifiers = ["sns.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = statement.value
      }
    }
  }

  # A bucket's ARN names no account: its name may be another's one day.
  dynamic "statement" {
    for_each = each.value.buckets

    content {
      sid       = "ReceiveFromBucket"
      actions   = ["sqs:SendMessage"]
      resources = ["${local.queue_arn_prefix}${each.key}"]

      principals {
        type        = "Service"
        identifiers = ["s3.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [statement.value]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }

  statement {
    sid       = "DenyInsecureTransport"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = ["${local.queue_arn_prefix}${each.key}"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

# What the role of a consumer may do: hear its own queue, park what it cannot handle, and publish to its own topic if it has one.
data "aws_iam_policy_document" "participant" {
  for_each = local.queues

  dynamic "statement" {
    for_each = contains(keys(local.topics), each.key) ? ["${local.topic_arn_prefix}${each.key}"] : []

    content {
      sid       = "PublishOwnEvents"
      actions   = ["sns:Publish"]
      resources = [statement.value]
    }
  }

  statement {
    sid       = "ConsumeOwnQueue"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
    resources = ["${local.queue_arn_prefix}${each.key}"]
  }

  statement {
    sid       = "ParkInOwnDeadLetterQueue"
    actions   = ["sqs:SendMessage"]
    resources = ["${local.queue_arn_prefix}${each.value.deadLetterQueue}"]
  }

  statement {
    sid       = "UseKeyOfQueuesAndTopics"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [for service in ["sqs", "sns"] : "${service}.${data.aws_region.current.name}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}
