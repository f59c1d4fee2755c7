module "timeline" {
  source = "./modules/function"

  permissions_boundary = var.permissions_boundary

  name        = "${local.name}-timeline"
  description = "Records every event of every order"
  account_id  = var.aws_account_id
  zip         = "${local.dist}/functions/timeline.zip"
  memory      = 256
  # The queue's visibility timeout must be at least six times this timeout, plus the batching window.
  timeout_seconds = 4
  policy          = data.aws_iam_policy_document.timeline.json
  # An invocation costs about as much for one event as for a hundred. The API lets a timeline lag by a second or two.
  queue              = !local.on_fargate ? null : { arn = module.messaging.queues["timeline"].arn, batch_size = 100, batching_window_seconds = 1 }
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days

  reserved_concurrency = lookup(var.reserved_concurrency, "timeline", null)

  environment = {
    TIMELINE_TABLE = module.tables.tables["timeline"].name
  }
}

data "aws_iam_policy_document" "timeline" {
  source_policy_documents = [module.messaging.policies["timeline"], module.tables.key_policy]

  statement {
    sid       = "RecordEvents"
    actions   = ["dynamodb:BatchWriteItem", "dynamodb:PutItem"]
    resources = [module.tables.tables["timeline"].arn]
  }
}
