# Checks each uploaded product picture and copies valid ones to where CloudFront serves them.
module "media" {
  source = "./modules/function"

  permissions_boundary = var.permissions_boundary

  name        = "${local.name}-media"
  description = "Checks uploaded pictures and attaches them to products"
  account_id  = var.aws_account_id
  zip         = "${local.dist}/functions/media.zip"
  # Decoders use up to 1.5 GB.
  memory = 2048
  # Decoding may take 15 s. The queue's visibility timeout must be at least six times this timeout.
  timeout_seconds    = 30
  policy             = data.aws_iam_policy_document.media.json
  queue              = !local.on_fargate ? null : { arn = module.messaging.queues["media"].arn, batch_size = 1 }
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days

  reserved_concurrency = lookup(var.reserved_concurrency, "media", null)

  environment = merge(local.media_environment, {
    PRODUCTS_TABLE = module.tables.tables["products"].name
    UPLOADS_TABLE  = module.tables.tables["uploads"].name
  })
}

# The bucket policy is in cdn.tf, next to the distribution that may read the bucket.
module "media_bucket" {
  source = "./modules/bucket"

  name        = local.media_bucket
  protect     = var.protect_data
  kms_key_arn = aws_kms_key.data.arn

  # Uploads are never served, and valid pictures are copied long before this.
  expire_days = { "uploads/" = 1 }

  # Browsers post pictures directly to S3 with a form signed by catalog, from the console and from other allowed origins.
  cors = merge(local.media.cors, { allowOrigins = concat([module.cdn.url], var.cors_allow_origins) })
}

locals {
  # Written by hand; the local stack reads this file too.
  media = jsondecode(file("${path.module}/media.json"))

  media_bucket = "${local.name}-media-${var.aws_account_id}-${var.aws_region}"

  # Where pictures are stored, and the URL they are served from.
  media_environment = {
    MEDIA_BUCKET = module.media_bucket.id
    MEDIA_URL    = module.cdn.url
  }
}

# S3 sends a test message when notifications are first configured; the function ignores it.
resource "aws_s3_bucket_notification" "media" {
  bucket = module.media_bucket.id

  queue {
    id            = "uploads"
    queue_arn     = module.messaging.queues["media"].arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "uploads/"
  }
}

data "aws_iam_policy_document" "media" {
  source_policy_documents = [
    module.messaging.policies["media"],
    module.tables.key_policy,
    data.aws_iam_policy_document.media_key.json,
  ]

  statement {
    sid       = "ReadAndDeleteUploads"
    actions   = ["s3:GetObject", "s3:DeleteObject"]
    resources = ["${module.media_bucket.arn}/uploads/*"]
  }

  # Without it, S3 answers 403 instead of 404 for an upload that is already deleted, so a duplicate message would look like a missing
  # permission.
  statement {
    sid       = "ListBucket"
    actions   = ["s3:ListBucket"]
    resources = [module.media_bucket.arn]
  }

  statement {
    sid       = "WritePictures"
    actions   = ["s3:PutObject"]
    resources = ["${module.media_bucket.arn}/media/*"]
  }

  statement {
    sid       = "UpdateProducts"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [module.tables.tables["products"].arn]
  }

  statement {
    sid       = "UpdateUploadOutcomes"
    actions   = ["dynamodb:UpdateItem"]
    resources = [module.tables.tables["uploads"].arn]
  }
}

# S3 uses the bucket's key with the permissions of the caller who reads or writes, or who signed the form.
data "aws_iam_policy_document" "media_key" {
  statement {
    sid       = "EncryptAndDecryptMedia"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.aws_region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}
