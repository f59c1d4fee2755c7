# Encrypts data at rest: queues, tables, the database, secrets, logs, media and backups.
resource "aws_kms_key" "data" {
  description             = "${local.name}: stored data"
  enable_key_rotation     = true
  deletion_window_in_days = local.key_deletion_days
  policy                  = data.aws_iam_policy_document.data_key.json
}

resource "aws_kms_alias" "data" {
  name          = "alias/${local.name}-data"
  target_key_id = aws_kms_key.data.key_id
}

# Sign access tokens, one at a time. The private keys never leave KMS. KMS does not rotate asymmetric keys, so operators rotate them by
# adding keys.
resource "aws_kms_key" "tokens" {
  for_each = var.signing_keys

  description              = "${local.name}: signs access tokens (${each.key})"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  deletion_window_in_days  = local.key_deletion_days
  policy                   = data.aws_iam_policy_document.key_administration.json

  # Deletes a removed key only after auth's configuration no longer names it.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "tokens" {
  for_each = var.signing_keys

  name          = "alias/${local.name}-tokens-${each.key}"
  target_key_id = aws_kms_key.tokens[each.key].key_id
}

# The public keys, for every service and the authorizer. They are a static file, so verifying a token does not depend on auth.
data "aws_kms_public_key" "tokens" {
  for_each = aws_kms_key.tokens

  key_id = each.value.arn
}

module "jwks" {
  source = "./modules/jwks"

  public_keys = [for key in data.aws_kms_public_key.tokens : key.public_key]
}

resource "aws_s3_object" "jwks" {
  bucket        = module.site_bucket.id
  key           = ".well-known/jwks.json"
  content       = module.jwks.json
  content_type  = "application/json"
  cache_control = "public, max-age=60"
}

check "signing_keys" {
  assert {
    condition     = anytrue([for moment in values(var.signing_keys) : try(timecmp(moment, plantimestamp()) <= 0, false)])
    error_message = "At least one key of signing_keys must have a timestamp in the past. Until one does, users cannot sign in."
  }
}

locals {
  key_deletion_days = var.protect_data ? 30 : 7

  # In the format that auth reads, oldest first.
  signing_keys = join(",", [for key in sort([for name, moment in var.signing_keys : "${moment} ${name}"]) :
    "${aws_kms_key.tokens[split(" ", key)[1]].arn}@${split(" ", key)[0]}"
  ])

  # AWS services that use the data key as service principals, not on behalf of a caller: their actions, and the resources they act for.
  key_users = {
    logs = {
      service   = "logs.${var.aws_region}.amazonaws.com"
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"]
      condition = "kms:EncryptionContext:aws:logs:arn"
      arn       = "arn:${data.aws_partition.current.partition}:logs:${var.aws_region}:${var.aws_account_id}:log-group:*"
    }
    # Topics send to encrypted queues.
    topics = {
      service   = "sns.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      condition = "aws:SourceArn"
      arn       = "arn:${data.aws_partition.current.partition}:sns:${var.aws_region}:${var.aws_account_id}:${local.name}-*"
    }
    # Alarms publish to an encrypted topic. The topic's policy checks the alarm's account, because AWS does not document that KMS receives it.
    alarms = {
      service   = "cloudwatch.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      condition = "kms:EncryptionContext:aws:sns:topicArn"
      arn       = "arn:${data.aws_partition.current.partition}:sns:${var.aws_region}:${var.aws_account_id}:${local.name}-*"
    }
    # So does EventBridge when a backup could not be copied.
    events = {
      service   = "events.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      condition = "kms:EncryptionContext:aws:sns:topicArn"
      arn       = "arn:${data.aws_partition.current.partition}:sns:${var.aws_region}:${var.aws_account_id}:${local.name}-alarms"
    }
    # Buckets send to encrypted queues. The queue's policy checks the bucket's ARN, because AWS does not document that KMS receives it.
    buckets = {
      service   = "s3.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      condition = "kms:EncryptionContext:aws:sqs:arn"
      arn       = "arn:${data.aws_partition.current.partition}:sqs:${var.aws_region}:${var.aws_account_id}:${local.name}-*"
    }
    # CloudFront reads media and documents. Any distribution of this account may: naming ours would create a cycle, because the
    # distribution depends on the buckets and the buckets on the key.
    media = {
      service   = "cloudfront.amazonaws.com"
      actions   = ["kms:Decrypt"]
      condition = "aws:SourceArn"
      arn       = "arn:${data.aws_partition.current.partition}:cloudfront::${var.aws_account_id}:distribution/*"
    }
  }
}

data "aws_iam_policy_document" "data_key" {
  source_policy_documents = [data.aws_iam_policy_document.key_administration.json]

  dynamic "statement" {
    for_each = { for user, use in local.key_users : user => use if user != "events" || length(local.backup_copies) > 0 }

    content {
      sid       = "Allow${title(statement.key)}"
      actions   = statement.value.actions
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }

      condition {
        test     = "ArnLike"
        variable = statement.value.condition
        values   = [statement.value.arn]
      }
    }
  }
}

# Delegates everything else to the account's IAM policies. In a key policy, "*" means that key. A key that does not allow its account
# every action can become impossible to administer.
data "aws_iam_policy_document" "key_administration" {
  statement {
    sid       = "DelegateToIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${var.aws_account_id}:root"]
    }
  }
}
