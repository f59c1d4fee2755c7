# The default policy of a topic lets the whole account publish. This one grants nothing, so that only a role's policy can.
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
  # The topics or the bucket that may send to each queue and dead-letter queue. A topic parks what it cannot deliver; a bucket
  # does not.
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

  # A bucket's ARN has no account, and the name could belong to another account one day.
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

# What a consumer's role may do: consume its own queue, park what it cannot handle, and publish to its own topic if it has one.
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
