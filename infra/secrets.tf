# Shared by CloudFront, which sends it, and by auth, the authorizer and WAF, which check it.
resource "aws_secretsmanager_secret" "cdn" {
  name        = "${local.name}-cdn"
  description = "Lets auth recognize requests that came through CloudFront."
  kms_key_id  = aws_kms_key.data.arn

  recovery_window_in_days = var.protect_data ? 30 : 0
}

# Unlike Stripe's key, this is in the state, because CloudFront's configuration contains it. Changes are ignored because the data source
# returns a new password on every plan.
resource "terraform_data" "cdn_secret" {
  for_each = toset(var.cdn_secrets)

  input = sensitive(data.aws_secretsmanager_random_password.cdn[each.key].random_password)

  lifecycle {
    ignore_changes = [input]
  }
}

# CloudFront restricts the characters and the length of custom header values.
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
  description = "Stripe's secret key. Only billing reads it."
  kms_key_id  = aws_kms_key.data.arn

  # The name cannot be reused until this window ends.
  recovery_window_in_days = var.protect_data ? 30 : 0
}

# stripe_api_key is ephemeral, so a plan cannot tell whether an apply needs it. This fails an apply that would store the key without one.
resource "terraform_data" "stripe_api_key" {
  triggers_replace = [aws_secretsmanager_secret.stripe.id, var.stripe_api_key_version]

  provisioner "local-exec" {
    command     = "test \"$STRIPE_API_KEY\" = given || (: 'set TF_VAR_stripe_api_key: this apply stores the Stripe key' && exit 1)"
    environment = { STRIPE_API_KEY = var.stripe_api_key == null ? "missing" : "given" }
  }
}

# Write-only: the value is in neither the state nor a plan.
resource "aws_secretsmanager_secret_version" "stripe" {
  secret_id                = aws_secretsmanager_secret.stripe.id
  secret_string_wo         = coalesce(var.stripe_api_key, "missing")
  secret_string_wo_version = var.stripe_api_key_version

  depends_on = [terraform_data.stripe_api_key]
}

locals {
  # CloudFront sends the first; all of them are accepted.
  cdn_secrets = [for name in var.cdn_secrets : terraform_data.cdn_secret[name].output]

  # References for the secrets of containers. They include the version, so a new value rolls out new tasks.
  cdn_secret_reference     = "${aws_secretsmanager_secret.cdn.arn}:::${aws_secretsmanager_secret_version.cdn.version_id}"
  stripe_api_key_reference = "${aws_secretsmanager_secret.stripe.arn}:::${aws_secretsmanager_secret_version.stripe.version_id}"
}
