module "authorizer" {
  source = "./modules/function"

  permissions_boundary = var.permissions_boundary

  name               = "${local.name}-authorizer"
  description        = "Verifies access tokens for API Gateway"
  account_id         = var.aws_account_id
  zip                = "${local.dist}/functions/authorizer.zip"
  memory             = 512
  timeout_seconds    = 5
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days

  reserved_concurrency = lookup(var.reserved_concurrency, "authorizer", null)
  smoke                = jsondecode(file("${path.module}/smoke.json")).authorizer
  secrets              = var.only_cdn ? { CDN_SECRET = join(",", local.cdn_secrets) } : {}

  # It has no policy: all it calls is the public JWKS URL.
  environment = local.token_environment
}
