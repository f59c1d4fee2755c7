# Encrypts what is stored: queues, tables, the database, secrets, logs, media, backups.
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

# Sign access tokens, one after the other. The private halves never leave KMS, and KMS does not rotate keys of this kind.
resource "aws_kms_key" "tokens" {
  for_each = var.signing_keys

  description              = "${local.name}: signs access tokens (${each.key})"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  deletion_window_in_days  = local.key_deletion_days
  policy                   = data.aws_iam_policy_document.key_administration.json

  # A key that is taken out goes only after auth has been told to do without it.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "tokens" {
  for_each = var.signing_keys

  name          = "alias/${local.name}-tokens-${each.key}"
  target_key_id = aws_kms_key.tokens[each.key].key_id
}

# Their public halves, where every service and the authorizer read them: a file, so that nobody waits for auth to verify a token.
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
    error_message = "None of signing_keys signs yet: until the first one does, nobody can sign in."
  }
}

locals {
  key_deletion_days = var.protect_data ? 30 : 7

  # As auth reads them, from the oldest to the newest.
  signing_keys = join(",", [for key in sort([for name, moment in var.signing_keys : "${moment} ${name}"]) :
    "${aws_kms_key.tokens[split(" ", key)[1]].arn}@${split(" ", key)[0]}"
  ])

  # AWS services that use the data key on their own account rather than in the name of a caller: what they may do with it, and for whom.
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
    # Alarms publish to an encrypted topic. Which alarm it is, the topic's policy asks: it is not written that KMS gets to know.
    alarms = {
      service   = "cloudwatch.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      condition = "kms:EncryptionContext:aws:sns:topicArn"
      arn       = "arn:${data.aws_partition.current.partition}:sns:${var.aws_region}:${var.aws_account_id}:${local.name}-*"
    }
    # Buckets send to encrypted queues. Which bucket it is, the queue's policy asks: it is not written that KMS gets to know.
    buckets = {
      service   = "s3.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      condition = "kms:EncryptionContext:aws:sqs:arn"
      arn       = "arn:${data.aws_partition.current.partition}:sqs:${var.aws_region}:${var.aws_account_id}:${local.name}-*"
    }
    # Reads media and documents. Any distribution of this account: naming ours would make the key wait for it, and it for the buckets, and these for the key.
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
    for_each = local.key_users

    content {
      sid       = "For${title(statement.key)}"
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

# The account's own policies decide on everything else. In the policy of a key, "*" means that key, and a key that does not
# leave its account every action can end up with nobody to administer it.
data "aws_iam_policy_document" "key_administration" {
  statement {
    sid       = "AccountDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${var.aws_account_id}:root"]
    }
  }
}
