# What products look like. Its policy is in cdn.tf, beside the distribution that may read it.
module "media" {
  source = "./modules/bucket"

  name        = "${local.name}-media-${var.aws_account_id}-${var.aws_region}"
  protect     = var.protect_data
  kms_key_arn = aws_kms_key.data.arn
}
