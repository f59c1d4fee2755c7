# WAF does not support HTTP APIs, so one web ACL protects CloudFront and another the load balancer behind the gateway.
module "api_firewall" {
  source = "./modules/firewall"
  count  = var.firewall == null ? 0 : 1

  name                          = "${local.name}-api"
  scope                         = "REGIONAL"
  behind_gateway                = true
  cdn_secrets                   = var.only_cdn ? local.cdn_secrets : []
  requests_per_five_minutes_max = var.firewall.requests_per_five_minutes_max
  kms_key_arn                   = aws_kms_key.data.arn
  log_retention_days            = var.log_retention_days
}

module "cdn_firewall" {
  source = "./modules/firewall"
  count  = var.firewall == null ? 0 : 1

  providers = { aws = aws.global }

  name                          = "${local.name}-cdn"
  scope                         = "CLOUDFRONT"
  behind_gateway                = false
  sign_ins_per_five_minutes_max = var.firewall.sign_ins_per_five_minutes_max
  requests_per_five_minutes_max = var.firewall.requests_per_five_minutes_max
  kms_key_arn                   = aws_kms_key.cdn_firewall_logs[0].arn
  log_retention_days            = var.log_retention_days
}

# CloudFront's web ACL always logs to us-east-1, and a log group needs a KMS key in its own region.
resource "aws_kms_key" "cdn_firewall_logs" {
  provider = aws.global
  count    = var.firewall == null ? 0 : 1

  description             = "${local.name}: logs of CloudFront's web ACL"
  enable_key_rotation     = true
  deletion_window_in_days = var.protect_data ? 30 : 7
  policy                  = data.aws_iam_policy_document.cdn_firewall_logs_key.json
}

data "aws_iam_policy_document" "cdn_firewall_logs_key" {
  source_policy_documents = [data.aws_iam_policy_document.key_administration.json]

  statement {
    sid       = "EncryptLogs"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.us-east-1.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${data.aws_partition.current.partition}:logs:us-east-1:${var.aws_account_id}:log-group:aws-waf-logs-${local.name}-cdn"]
    }
  }
}
