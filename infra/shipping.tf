module "shipping" {
  source = "./modules/service"

  name              = "shipping"
  platform          = local.platform
  image             = module.image["shipping"].reference
  size              = local.sizes["shipping"]
  routes            = ["/v1/shipping/*"]
  listener_priority = 60
  policy            = data.aws_iam_policy_document.shipping.json
  queue             = { name = module.messaging.queues["shipping"].name }
  migration         = local.migration

  environment = {
    DATABASE_URL            = module.database.urls["shipping"]
    DATABASE_AUTHENTICATION = "iam"
    TOPIC_ARN               = module.messaging.topic_arns["shipping"]
    QUEUE_URL               = module.messaging.queues["shipping"].url
    DEAD_LETTER_QUEUE_URL   = module.messaging.queues["shipping"].dead_letter_url
    REVOCATIONS_TABLE       = module.tables.tables["revocations"].name
    CARRIER_URL             = var.carrier_url
  }
}

data "aws_iam_policy_document" "shipping" {
  source_policy_documents = [
    module.messaging.policies["shipping"],
    module.database.connect_policies["shipping"],
    module.tables.key_policy,
  ]

  # auth owns revocations. Routes for staff look up whether the caller's token has been revoked.
  statement {
    sid       = "ReadRevocations"
    actions   = ["dynamodb:GetItem"]
    resources = [module.tables.tables["revocations"].arn]
  }
}
