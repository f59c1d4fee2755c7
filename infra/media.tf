# What products look like: checks what was uploaded, and puts what is a picture where it is served.
module "media" {
  source = "./modules/function"

  permissions_boundary = var.permissions_boundary

  name        = "${local.name}-media"
  description = "Checks uploaded pictures and attaches them to products"
  account_id  = var.aws_account_id
  zip         = "${local.dist}/functions/media.zip"
  # Decoders take up to 1.5 GB of it.
  memory = 2048
  # A decoder gets 15 s. The queue hides a message for at least six times as long.
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

# Its policy is in cdn.tf, beside the distribution that may read it.
module "media_bucket" {
  source = "./modules/bucket"

  name        = local.media_bucket
  protect     = var.protect_data
  kms_key_arn = aws_kms_key.data.arn

  # Nobody serves them; what is a picture has been copied long before.
  expire_days = { "uploads/" = 1 }

  # Browsers send pictures to S3 itself, with a form that catalog has signed: the console's, and those of other sites that may call.
  cors = merge(local.media.cors, { allowOrigins = concat([module.cdn.url], var.cors_allow_origins) })
}

locals {
  # Written by hand; the local stack reads it, too.
  media = jsondecode(file("${path.module}/media.json"))

  media_bucket = "${local.name}-media-${var.aws_account_id}-${var.aws_region}"

  # Where pictures are kept, and under what address they are served.
  media_environment = {
    MEDIA_BUCKET = module.media_bucket.id
    MEDIA_URL    = module.cdn.url
  }
}

# With the first configuration, S3 sends a test message, which the function knows.
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

  # Without it S3 says 403 of an upload that is gone, and a message that came twice would look like a lost right.
  statement {
    sid       = "SeeMissingKeys"
    actions   = ["s3:ListBucket"]
    resources = [module.media_bucket.arn]
  }

  statement {
    sid       = "ServePictures"
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

# S3 asks for the bucket's key in the name of whoever reads or writes, or has signed a form.
data "aws_iam_policy_document" "media_key" {
  statement {
    sid       = "UseKeyOfMedia"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.aws_region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}
