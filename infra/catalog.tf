module "catalog" {
  source = "./modules/service"
  count  = var.catalog_compute == "fargate" ? 1 : 0

  name              = "catalog"
  platform          = local.platform
  image             = module.image["catalog"].reference
  size              = local.sizes["catalog"]
  routes            = ["/v1/catalog/*"]
  listener_priority = 20
  policy            = data.aws_iam_policy_document.catalog.json
  environment       = local.catalog_environment
}

module "catalog_function" {
  source = "./modules/function"
  count  = var.catalog_compute == "lambda" ? 1 : 0

  permissions_boundary = var.permissions_boundary

  name                 = "${local.name}-catalog"
  description          = "The catalog service"
  account_id           = var.aws_account_id
  zip                  = "${local.dist}/functions/catalog.zip"
  memory               = 1024
  timeout_seconds      = 10
  policy               = data.aws_iam_policy_document.catalog.json
  kms_key_arn          = aws_kms_key.data.arn
  log_retention_days   = var.log_retention_days
  reserved_concurrency = lookup(var.reserved_concurrency, "catalog", null)
  environment          = merge(local.platform.environment, local.catalog_environment)
}

locals {
  catalog_environment = merge(local.media_environment, {
    PRODUCTS_TABLE    = module.tables.tables["products"].name
    OFFERS_TABLE      = module.tables.tables["offers"].name
    UPLOADS_TABLE     = module.tables.tables["uploads"].name
    REVOCATIONS_TABLE = module.tables.tables["revocations"].name
  })

  catalog_integration = var.catalog_compute == "fargate" ? { kind = "load_balancer", function_name = null, function_invoke_arn = null } : {
    kind                = "function"
    function_name       = module.catalog_function[0].name
    function_invoke_arn = module.catalog_function[0].invoke_arn
  }
}

data "aws_iam_policy_document" "catalog" {
  source_policy_documents = [module.tables.key_policy, data.aws_iam_policy_document.media_key.json]

  # A presigned form grants no more than its signer may do itself.
  statement {
    sid       = "SignUploads"
    actions   = ["s3:PutObject"]
    resources = ["${module.media_bucket.arn}/uploads/*"]
  }

  statement {
    sid       = "ReadAndWriteProducts"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [module.tables.tables["products"].arn]
  }

  statement {
    sid       = "ReadAndWriteOffersAndUploads"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [module.tables.tables["offers"].arn, module.tables.tables["uploads"].arn]
  }

  # auth owns revocations. Routes for staff look up whether the caller's token has been revoked.
  statement {
    sid       = "ReadRevocations"
    actions   = ["dynamodb:GetItem"]
    resources = [module.tables.tables["revocations"].arn]
  }

  statement {
    sid       = "ListProducts"
    actions   = ["dynamodb:Query"]
    resources = [for index in ["by-category", "by-name"] : "${module.tables.tables["products"].arn}/index/${index}"]
  }
}
