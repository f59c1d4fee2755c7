# Compares the books on a schedule and reports drifts, without repairing any. Created only if reconcile_at is set.
module "reconcile" {
  source = "./modules/function"
  count  = var.reconcile_at == null ? 0 : 1

  permissions_boundary = var.permissions_boundary

  name        = "${local.name}-reconcile"
  description = "Compares orders, stock, payments and shipments with each other and with the records of the payment provider and the carrier"
  account_id  = var.aws_account_id
  zip         = "${local.dist}/functions/reconcile.zip"
  memory      = 512
  # Lambda's maximum. One of Lambda's two retries resumes a run that needs longer.
  timeout_seconds    = 900
  policy             = data.aws_iam_policy_document.reconcile[0].json
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days

  reserved_concurrency = lookup(var.reserved_concurrency, "reconcile", null)

  environment = {
    API_URL             = local.open_url
    OPERATOR_SECRET_ARN = aws_secretsmanager_secret.reconcile[0].arn
    METRICS_NAMESPACE   = local.name
  }
}

# Set the value by hand once the operator's account exists. Terraform does not manage it, so it is in neither the state nor a plan.
resource "aws_secretsmanager_secret" "reconcile" {
  count = var.reconcile_at == null ? 0 : 1

  name        = "${local.name}-reconcile"
  description = "Email address and password of the operator account that compares the books, as JSON."
  kms_key_id  = aws_kms_key.data.arn

  recovery_window_in_days = var.protect_data ? 30 : 0
}

data "aws_iam_policy_document" "reconcile" {
  count = var.reconcile_at == null ? 0 : 1

  statement {
    sid       = "ReadOperatorSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.reconcile[0].arn]
  }

  statement {
    sid       = "DecryptSecrets"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${var.aws_region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

resource "aws_scheduler_schedule" "reconcile" {
  count = var.reconcile_at == null ? 0 : 1

  name                         = "${local.name}-reconcile"
  description                  = "Starts the comparison of the books."
  schedule_expression          = var.reconcile_at
  schedule_expression_timezone = "UTC"
  kms_key_arn                  = aws_kms_key.data.arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = module.reconcile[0].arn
    role_arn = aws_iam_role.reconcile_schedule[0].arn
  }
}

resource "aws_iam_role" "reconcile_schedule" {
  count = var.reconcile_at == null ? 0 : 1

  name                 = "${local.name}-reconcile-schedule"
  permissions_boundary = var.permissions_boundary
  assume_role_policy   = data.aws_iam_policy_document.reconcile_schedule_trust[0].json
}

data "aws_iam_policy_document" "reconcile_schedule_trust" {
  count = var.reconcile_at == null ? 0 : 1

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.aws_account_id]
    }
  }
}

resource "aws_iam_role_policy" "reconcile_schedule" {
  count = var.reconcile_at == null ? 0 : 1

  name   = "invoke"
  role   = aws_iam_role.reconcile_schedule[0].id
  policy = data.aws_iam_policy_document.reconcile_schedule[0].json
}

data "aws_iam_policy_document" "reconcile_schedule" {
  count = var.reconcile_at == null ? 0 : 1

  statement {
    sid       = "InvokeReconcile"
    actions   = ["lambda:InvokeFunction"]
    resources = [module.reconcile[0].arn]
  }

  statement {
    sid       = "ReadSchedule"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["scheduler.${var.aws_region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "drifts" {
  count = var.reconcile_at == null ? 0 : 1

  alarm_name        = "${local.name}-reconcile-drifts"
  alarm_description = "The last comparison of the books found drifts. See docs/operations.md, \"Comparing the books\"."

  namespace           = local.name
  metric_name         = "Drifts"
  dimensions          = { service = "reconcile" }
  statistic           = "Maximum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "ignore"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "not_reconciled" {
  count = var.reconcile_at == null ? 0 : 1

  alarm_name        = "${local.name}-reconcile-missing"
  alarm_description = "No comparison of the books has completed for two days. See docs/operations.md, \"Comparing the books\"."

  namespace           = local.name
  metric_name         = "ReconciliationsCompleted"
  dimensions          = { service = "reconcile" }
  statistic           = "Sum"
  period              = 86400
  evaluation_periods  = 2
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
