module "auth" {
  source = "./modules/service"
  count  = var.auth_compute == "fargate" ? 1 : 0

  name              = "auth"
  platform          = local.platform
  image             = module.image["auth"].reference
  size              = local.sizes["auth"]
  routes            = ["/v1/auth/*"]
  listener_priority = 10
  policy            = data.aws_iam_policy_document.auth.json
  environment       = local.auth_environment
  secrets           = { CDN_SECRET = local.cdn_secret_reference }
  migration         = local.migration
}

module "auth_function" {
  source = "./modules/function"
  count  = var.auth_compute == "lambda" ? 1 : 0

  permissions_boundary = var.permissions_boundary

  name        = "${local.name}-auth"
  description = "The auth service"
  account_id  = var.aws_account_id
  zip         = "${local.dist}/functions/auth.zip"
  # One full vCPU: hashing passwords is the only slow work.
  memory               = 1769
  timeout_seconds      = 10
  policy               = data.aws_iam_policy_document.auth.json
  vpc                  = local.functions_vpc
  kms_key_arn          = aws_kms_key.data.arn
  log_retention_days   = var.log_retention_days
  reserved_concurrency = lookup(var.reserved_concurrency, "auth", null)
  ready                = aws_lambda_invocation.auth_migrate[0].result != ""

  # A Lambda instance serves one request at a time.
  environment = merge(local.platform.environment, local.auth_environment, { DATABASE_CONNECTIONS_MAX = "1" })
  secrets     = { CDN_SECRET = join(",", local.cdn_secrets) }
}

# Does what the migrate container does for services on Fargate. It runs before auth's code is updated.
module "auth_migrate" {
  source = "./modules/function"
  count  = var.auth_compute == "lambda" ? 1 : 0

  permissions_boundary = var.permissions_boundary

  name               = "${local.name}-auth-migrate"
  description        = "Migrates the auth schema"
  account_id         = var.aws_account_id
  zip                = "${local.dist}/functions/auth-migrate.zip"
  memory             = 512
  timeout_seconds    = 900
  policy             = data.aws_iam_policy_document.auth_migrate.json
  vpc                = local.functions_vpc
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days

  environment = {
    DATABASE_URL        = module.database.admin_url
    DATABASE_SECRET_ARN = module.database.master_secret_arn
  }
}

resource "aws_lambda_invocation" "auth_migrate" {
  count = var.auth_compute == "lambda" ? 1 : 0

  function_name = module.auth_migrate[0].name
  input         = jsonencode({})
  triggers      = { code = module.auth_migrate[0].source_code_hash, database = module.database.resource_id }
}

locals {
  auth_environment = {
    DATABASE_URL            = module.database.urls["auth"]
    DATABASE_AUTHENTICATION = "iam"
    SIGNING_KEYS            = local.signing_keys
    REVOCATIONS_TABLE       = module.tables.tables["revocations"].name
  }

  # Both functions reach the database in the VPC. KMS, Secrets Manager and the JWKS URL are outside it, so they need NAT.
  functions_vpc = {
    subnet_ids        = module.network.private_subnet_ids
    security_group_id = module.network.security_group_ids.functions
  }

  auth_integration = var.auth_compute == "fargate" ? { kind = "load_balancer", function_name = null, function_invoke_arn = null } : {
    kind                = "function"
    function_name       = module.auth_function[0].name
    function_invoke_arn = module.auth_function[0].invoke_arn
  }
}

data "aws_iam_policy_document" "auth" {
  source_policy_documents = [module.database.connect_policies["auth"], module.tables.key_policy]

  statement {
    sid       = "RevokeTokens"
    actions   = ["dynamodb:UpdateItem"]
    resources = [module.tables.tables["revocations"].arn]
  }

  statement {
    sid       = "SignTokens"
    actions   = ["kms:Sign"]
    resources = values(aws_kms_key.tokens)[*].arn

    condition {
      test     = "StringEquals"
      variable = "kms:SigningAlgorithm"
      values   = ["ECDSA_SHA_256"]
    }
  }

  statement {
    sid       = "PublishPublicKeys"
    actions   = ["kms:GetPublicKey"]
    resources = values(aws_kms_key.tokens)[*].arn
  }
}

data "aws_iam_policy_document" "auth_migrate" {
  statement {
    sid       = "ReadAdministratorsPassword"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [module.database.master_secret_arn]
  }

  statement {
    sid       = "DecryptAdministratorsPassword"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${var.aws_region}.${data.aws_partition.current.dns_suffix}"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:SecretARN"
      values   = [module.database.master_secret_arn]
    }
  }
}
