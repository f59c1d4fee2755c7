module "inventory" {
  source = "./modules/service"

  name              = "inventory"
  platform          = local.platform
  image             = module.image["inventory"].reference
  size              = local.sizes["inventory"]
  routes            = ["/v1/inventory/*"]
  listener_priority = 40
  policy            = data.aws_iam_policy_document.inventory.json
  queue             = { name = module.messaging.queues["inventory"].name }

  environment = {
    TOPIC_ARN             = module.messaging.topic_arns["inventory"]
    QUEUE_URL             = module.messaging.queues["inventory"].url
    DEAD_LETTER_QUEUE_URL = module.messaging.queues["inventory"].dead_letter_url
    PRODUCTS_TABLE        = module.tables.tables["products"].name
    STOCK_TABLE           = module.tables.tables["stock"].name
    RESERVATIONS_TABLE    = module.tables.tables["reservations"].name
    ADJUSTMENTS_TABLE     = module.tables.tables["adjustments"].name
    REVOCATIONS_TABLE     = module.tables.tables["revocations"].name
  }
}

# Transactions need only the permissions for their individual operations; DynamoDB has no separate action for them.
data "aws_iam_policy_document" "inventory" {
  source_policy_documents = [module.messaging.policies["inventory"], module.tables.key_policy]

  # The catalog owns products: inventory only checks that one exists.
  statement {
    sid       = "ReadProductsAndStock"
    actions   = ["dynamodb:BatchGetItem"]
    resources = [module.tables.tables["products"].arn, module.tables.tables["stock"].arn]
  }

  # auth owns revocations. Routes for staff look up whether the caller's token has been revoked.
  statement {
    sid       = "ReadRevocations"
    actions   = ["dynamodb:GetItem"]
    resources = [module.tables.tables["revocations"].arn]
  }

  # For operators, and for comparing the books.
  statement {
    sid       = "ListStockAndReservations"
    actions   = ["dynamodb:Scan"]
    resources = [module.tables.tables["stock"].arn, module.tables.tables["reservations"].arn]
  }

  statement {
    sid       = "ReadAndUpdateStock"
    actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
    resources = [module.tables.tables["stock"].arn]
  }

  statement {
    sid       = "ReadAndWriteReservations"
    actions   = ["dynamodb:BatchGetItem", "dynamodb:PutItem"]
    resources = [module.tables.tables["reservations"].arn]
  }

  statement {
    sid       = "ReadAndWriteAdjustments"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [module.tables.tables["adjustments"].arn]
  }

  statement {
    sid       = "ListAdjustments"
    actions   = ["dynamodb:Query"]
    resources = ["${module.tables.tables["adjustments"].arn}/index/by-time"]
  }
}
