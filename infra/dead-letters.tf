# Moves parked messages from every dead-letter queue to a table, before their retention period ends.
module "dead-letters" {
  source = "./modules/function"

  permissions_boundary = var.permissions_boundary

  name        = "${local.name}-dead-letters"
  description = "Moves parked messages to a table for operators to handle"
  account_id  = var.aws_account_id
  zip         = "${local.dist}/functions/dead-letters.zip"
  memory      = 512
  # The queues' visibility timeout is six times as long, as Lambda recommends.
  timeout_seconds    = 5
  policy             = data.aws_iam_policy_document.dead_letters.json
  queues             = { for name in local.on_fargate ? local.consumers : [] : name => { arn = module.messaging.queues[name].dead_letter_arn, maximum_concurrency = 2 } }
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days

  reserved_concurrency = lookup(var.reserved_concurrency, "dead-letters", null)

  environment = {
    DEAD_LETTERS_TABLE = module.tables.tables["dead-letters"].name
    DEAD_LETTER_QUEUES = join(",", [for name in local.consumers : "${name}=${module.messaging.queues[name].dead_letter_name}"])
    METRICS_NAMESPACE  = local.name
  }
}

data "aws_iam_policy_document" "dead_letters" {
  source_policy_documents = [module.tables.key_policy]

  statement {
    sid       = "ReceiveDeadLetters"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
    resources = [for name in local.consumers : module.messaging.queues[name].dead_letter_arn]
  }

  statement {
    sid       = "DecryptMessages"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["sqs.${var.aws_region}.${data.aws_partition.current.dns_suffix}"]
    }
  }

  statement {
    sid       = "RecordDeadLetters"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [module.tables.tables["dead-letters"].arn]
  }
}
