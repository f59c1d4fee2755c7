module "billing" {
  source = "./modules/service"

  name              = "billing"
  platform          = local.platform
  image             = module.image["billing"].reference
  size              = local.sizes["billing"]
  routes            = ["/v1/billing/*"]
  listener_priority = 50
  policy            = data.aws_iam_policy_document.billing.json
  queue             = { name = module.messaging.queues["billing"].name }
  migration         = local.migration

  environment = {
    DATABASE_URL            = module.database.urls["billing"]
    DATABASE_AUTHENTICATION = "iam"
    TOPIC_ARN               = module.messaging.topic_arns["billing"]
    QUEUE_URL               = module.messaging.queues["billing"].url
    DEAD_LETTER_QUEUE_URL   = module.messaging.queues["billing"].dead_letter_url
    REVOCATIONS_TABLE       = module.tables.tables["revocations"].name
    STRIPE_API_URL          = var.stripe_api_url
  }

  secrets = {
    STRIPE_API_KEY = local.stripe_api_key_reference
  }
}

# The task execution role reads the Stripe key, so the task role needs no access to it.
data "aws_iam_policy_document" "billing" {
  source_policy_documents = [
    module.messaging.policies["billing"],
    module.database.connect_policies["billing"],
    module.tables.key_policy,
  ]

  # auth owns revocations. Routes for staff look up whether the caller's token has been revoked.
  statement {
    sid       = "ReadRevocations"
    actions   = ["dynamodb:GetItem"]
    resources = [module.tables.tables["revocations"].arn]
  }
}
