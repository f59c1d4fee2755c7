data "aws_partition" "current" {}

# Tasks, and only those of this account and region.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.platform.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${data.aws_partition.current.partition}:ecs:${var.platform.region}:${var.platform.account_id}:*"]
    }
  }
}

# What the service itself may do.
resource "aws_iam_role" "task" {
  count = local.if_on_fargate

  name                 = local.full_name
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.platform.permissions_boundary
}

resource "aws_iam_role_policy" "task" {
  count = local.if_on_fargate

  name   = "own-work"
  role   = aws_iam_role.task[0].id
  policy = data.aws_iam_policy_document.task.json
}

data "aws_iam_policy_document" "task" {
  source_policy_documents = [var.policy]

  # X-Ray has no ARNs for traces, and none for its sampling rules.
  dynamic "statement" {
    for_each = var.platform.tracing_sidecar ? ["Trace"] : []

    content {
      sid       = statement.value
      actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"]
      resources = ["*"]
    }
  }
}

# What ECS does for a task before the task runs.
resource "aws_iam_role" "execution" {
  count = local.if_on_fargate

  name                 = "${local.full_name}-execution"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.platform.permissions_boundary
}

resource "aws_iam_role_policy" "execution" {
  count = local.if_on_fargate

  name   = "start-tasks"
  role   = aws_iam_role.execution[0].id
  policy = data.aws_iam_policy_document.execution.json
}

locals {
  # The image's repository, if it is in ECR. Other registries do not use the role.
  repository = try(regex("^(?P<account>[0-9]{12})\\.dkr\\.ecr\\.(?P<region>[a-z0-9-]+)\\.amazonaws\\.com[a-z.]*/(?P<name>[^:@]+)", var.image), null)

  # After a secret's ARN, a reference may name one of its fields.
  secret_arns = distinct([for source in concat(values(local.secrets), flatten([for migration in local.migrations : values(migration.secrets)])) :
    join(":", slice(split(":", source), 0, 7))
  ])
  has_secrets = length(local.secrets) > 0 || var.migration != null
}

data "aws_iam_policy_document" "execution" {
  statement {
    sid       = "WriteOwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${data.aws_partition.current.partition}:logs:${var.platform.region}:${var.platform.account_id}:log-group:${local.log_group_name}:*"]
  }

  # ECR has no ARN for its tokens.
  statement {
    sid       = "SignInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = local.repository == null ? [] : [local.repository]

    content {
      sid       = "PullOwnImage"
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = ["arn:${data.aws_partition.current.partition}:ecr:${statement.value.region}:${statement.value.account}:repository/${statement.value.name}"]
    }
  }

  dynamic "statement" {
    for_each = local.has_secrets ? ["ReadOwnSecrets"] : []

    content {
      sid       = statement.value
      actions   = ["secretsmanager:GetSecretValue"]
      resources = local.secret_arns
    }
  }

  dynamic "statement" {
    for_each = local.has_secrets ? ["DecryptOwnSecrets"] : []

    content {
      sid       = statement.value
      actions   = ["kms:Decrypt"]
      resources = [var.platform.kms_key_arn]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["secretsmanager.${var.platform.region}.${data.aws_partition.current.dns_suffix}"]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:SecretARN"
        values   = local.secret_arns
      }
    }
  }
}
