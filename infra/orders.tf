module "orders" {
  source = "./modules/service"

  name              = "orders"
  platform          = local.platform
  image             = module.image["orders"].reference
  size              = local.sizes["orders"]
  routes            = ["/v1/orders", "/v1/orders/*", "/v1/ops/*"]
  listener_priority = 30
  policy            = data.aws_iam_policy_document.orders.json
  queue             = { name = module.messaging.queues["orders"].name }
  migration         = local.migration

  environment = {
    DATABASE_URL            = module.database.urls["orders"]
    DATABASE_AUTHENTICATION = "iam"
    TOPIC_ARN               = module.messaging.topic_arns["orders"]
    QUEUE_URL               = module.messaging.queues["orders"].url
    DEAD_LETTER_QUEUE_URL   = module.messaging.queues["orders"].dead_letter_url
    PRODUCTS_TABLE          = module.tables.tables["products"].name
    STOCK_TABLE             = module.tables.tables["stock"].name
    REVOCATIONS_TABLE       = module.tables.tables["revocations"].name
    TIMELINE_TABLE          = module.tables.tables["timeline"].name
    DEAD_LETTERS_TABLE      = module.tables.tables["dead-letters"].name
    CONSUMER_QUEUES         = join(",", [for name in local.consumers : "${name}=${module.messaging.queues[name].url}"])
    ORDER_DEADLINE_SECONDS  = tostring(var.order_deadline_seconds)
    METRICS_NAMESPACE       = local.name
  }
}

# Other services own products, stock and revocations; orders only reads them. It also reads timelines and removes those of archived orders,
# and records what operators do with dead letters.
data "aws_iam_policy_document" "orders" {
  source_policy_documents = [
    module.messaging.policies["orders"],
    module.database.connect_policies["orders"],
    module.tables.key_policy,
  ]

  statement {
    sid       = "ReadTablesForOrders"
    actions   = ["dynamodb:BatchGetItem"]
    resources = [for table in ["products", "stock", "revocations"] : module.tables.tables[table].arn]
  }

  # Routes for staff look up whether the caller's token has been revoked.
  statement {
    sid       = "ReadRevocations"
    actions   = ["dynamodb:GetItem"]
    resources = [module.tables.tables["revocations"].arn]
  }

  statement {
    sid       = "ReadAndRemoveTimeline"
    actions   = ["dynamodb:Query", "dynamodb:DeleteItem"]
    resources = [module.tables.tables["timeline"].arn]
  }

  statement {
    sid       = "ManageDeadLetters"
    actions   = ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [module.tables.tables["dead-letters"].arn]
  }

  statement {
    sid       = "FindDeadLetters"
    actions   = ["dynamodb:Query"]
    resources = [for index in ["by-state", "by-queue", "by-order"] : "${module.tables.tables["dead-letters"].arn}/index/${index}"]
  }

  statement {
    sid       = "CountMessages"
    actions   = ["sqs:GetQueueAttributes"]
    resources = [for name in local.consumers : module.messaging.queues[name].arn]
  }

  # CloudWatch cannot restrict this to certain metrics.
  statement {
    sid       = "ReadMessageAges"
    actions   = ["cloudwatch:GetMetricData"]
    resources = ["*"]
  }

  # The messaging policy already allows the KMS key, which all queues share.
  statement {
    sid       = "RedriveDeadLetters"
    actions   = ["sqs:SendMessage"]
    resources = [for name in local.consumers : module.messaging.queues[name].arn]
  }
}
