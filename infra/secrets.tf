# Only the CDN and those who believe it know it.
resource "aws_secretsmanager_secret" "cdn" {
  name        = "${local.name}-cdn"
  description = "By which auth knows requests that came through CloudFront."
  kms_key_id  = aws_kms_key.data.arn

  recovery_window_in_days = var.protect_data ? 30 : 0
}

# In the state, unlike Stripe's key, for CloudFront's configuration holds it. Made once: every plan is given another suggestion.
resource "terraform_data" "cdn_secret" {
  for_each = toset(var.cdn_secrets)

  input = sensitive(data.aws_secretsmanager_random_password.cdn[each.key].random_password)

  lifecycle {
    ignore_changes = [input]
  }
}

# CloudFront takes neither every character nor too long a value in a header.
data "aws_secretsmanager_random_password" "cdn" {
  for_each = toset(var.cdn_secrets)

  password_length     = 43
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "cdn" {
  secret_id     = aws_secretsmanager_secret.cdn.id
  secret_string = join(",", local.cdn_secrets)
}

resource "aws_secretsmanager_secret" "stripe" {
  name        = "${local.name}-stripe-api-key"
  description = "Stripe's secret key, which billing alone reads."
  kms_key_id  = aws_kms_key.data.arn

  # A name is taken until its secret is gone.
  recovery_window_in_days = var.protect_data ? 30 : 0
}

# A plan cannot tell whether the key is needed, for whether it was given is not kept, either. So an apply that would store it stops
# here when it was not.
resource "terraform_data" "stripe_api_key" {
  triggers_replace = [aws_secretsmanager_secret.stripe.id, var.stripe_api_key_version]

  provisioner "local-exec" {
    command     = "test \"$STRIPE_API_KEY\" = given || (: 'set TF_VAR_stripe_api_key: Stripe has another key, or none yet' && exit 1)"
    environment = { STRIPE_API_KEY = var.stripe_api_key == null ? "missing" : "given" }
  }
}

# Written, never read: neither the state nor a plan has the value.
resource "aws_secretsmanager_secret_version" "stripe" {
  secret_id                = aws_secretsmanager_secret.stripe.id
  secret_string_wo         = coalesce(var.stripe_api_key, "missing")
  secret_string_wo_version = var.stripe_api_key_version

  depends_on = [terraform_data.stripe_api_key]
}

locals {
  # CloudFront sends the first.
  cdn_secrets = [for name in var.cdn_secrets : terraform_data.cdn_secret[name].output]

  # What a container's secret is taken from. It names the version, so that another value rolls out by itself.
  cdn_secret_reference     = "${aws_secretsmanager_secret.cdn.arn}:::${aws_secretsmanager_secret_version.cdn.version_id}"
  stripe_api_key_reference = "${aws_secretsmanager_secret.stripe.arn}:::${aws_secretsmanager_secret_version.stripe.version_id}"
}
