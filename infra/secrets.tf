resource "aws_secretsmanager_secret" "stripe" {
  name        = "${local.name}-stripe-api-key"
  description = "Stripe's secret key, which billing alone reads."
  kms_key_id  = aws_kms_key.data.arn

  # A name is taken until its secret is gone.
  recovery_window_in_days = var.protect_data ? 30 : 0
}

# Written, never read: neither the state nor a plan has the value.
resource "aws_secretsmanager_secret_version" "stripe" {
  secret_id                = aws_secretsmanager_secret.stripe.id
  secret_string_wo         = var.stripe_api_key
  secret_string_wo_version = var.stripe_api_key_version
}

locals {
  # What a container's secret is taken from. It names the version, so that another key rolls out by itself.
  stripe_api_key_reference = "${aws_secretsmanager_secret.stripe.arn}:::${aws_secretsmanager_secret_version.stripe.version_id}"
}
