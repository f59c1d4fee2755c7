# Daily backups that survive the deletion of a table or the cluster. DynamoDB and Aurora also have their own point-in-time recovery.
resource "aws_backup_vault" "this" {
  count = var.backup_plan ? 1 : 0

  name          = local.name
  kms_key_arn   = aws_kms_key.data.arn
  force_destroy = !var.protect_data
}

resource "aws_backup_plan" "this" {
  count = var.backup_plan ? 1 : 0

  name = local.name

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this[0].name
    schedule          = "cron(0 4 * * ? *)"
    start_window      = 60
    completion_window = 360

    lifecycle {
      delete_after = 35
    }

    dynamic "copy_action" {
      for_each = var.backup_copy[*]

      content {
        destination_vault_arn = copy_action.value.vault_arn

        lifecycle {
          delete_after = copy_action.value.days
        }
      }
    }
  }

  lifecycle {
    precondition {
      condition     = try(join(":", slice(split(":", var.backup_copy.vault_arn), 3, 5)), "") != "${var.aws_region}:${var.aws_account_id}"
      error_message = "backup_copy.vault_arn must be in another region or another account: otherwise the copy would be lost together with the original."
    }
  }
}

resource "aws_backup_selection" "this" {
  count = var.backup_plan ? 1 : 0

  name         = local.name
  plan_id      = aws_backup_plan.this[0].id
  iam_role_arn = aws_iam_role.backup[0].arn
  resources    = concat(values(module.tables.tables)[*].arn, [module.database.cluster_arn])

  depends_on = [aws_iam_role_policy_attachment.backup]
}

resource "aws_iam_role" "backup" {
  count = var.backup_plan ? 1 : 0

  name                 = "${local.name}-backup"
  assume_role_policy   = data.aws_iam_policy_document.backup_trust.json
  permissions_boundary = var.permissions_boundary
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each = var.backup_plan ? toset(["Backup", "Restores"]) : []

  role       = aws_iam_role.backup[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${each.key}"
}

data "aws_iam_policy_document" "backup_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
  }
}

# AWS Backup does not say which vault the metric of failed copies is about, the original's or the copy's. Its event names both.
resource "aws_cloudwatch_event_rule" "backup_copy_failed" {
  for_each = local.backup_copies

  name        = "${local.name}-backup-copy-failed"
  description = "AWS Backup could not copy a backup to ${each.value}. See docs/operations.md, \"Alarms\"."

  event_pattern = jsonencode({
    source        = ["aws.backup"]
    "detail-type" = ["Copy Job State Change"]
    detail        = { state = ["FAILED", "PARTIAL"], destinationBackupVaultArn = [each.value] }
  })
}

# EventBridge publishes with the permission of the topic's policy.
resource "aws_cloudwatch_event_target" "backup_copy_failed" {
  for_each = local.backup_copies

  rule = aws_cloudwatch_event_rule.backup_copy_failed[each.key].name
  arn  = aws_sns_topic.alarms.arn
}

locals {
  # One at most.
  backup_copies = { for copy in var.backup_copy[*] : "copy" => copy.vault_arn if var.backup_plan }
}
