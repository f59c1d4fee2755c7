data "aws_partition" "current" {}

locals {
  arn     = "arn:${data.aws_partition.current.partition}"
  account = "${var.region}:${var.account_id}"
}

# CodeDeploy's role, limited to this service.
resource "aws_iam_role" "this" {
  name                 = "${var.name}-rollout"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["${local.arn}:codedeploy:${local.account}:deploymentgroup:${var.name}/*"]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "roll-out"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    sid     = "ReplaceTasks"
    actions = ["ecs:CreateTaskSet", "ecs:DeleteTaskSet", "ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"]
    resources = [
      "${local.arn}:ecs:${local.account}:service/${var.cluster_name}/${var.service.name}",
      "${local.arn}:ecs:${local.account}:task-set/${var.cluster_name}/${var.service.name}/*",
    ]
  }

  statement {
    sid       = "GiveTasksTheirRoles"
    actions   = ["iam:PassRole"]
    resources = var.service.role_arns

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid       = "ShiftRequests"
    actions   = ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"]
    resources = [var.listener_arn, var.service.listener_rule_arn]
  }

  # These actions do not support resource-level permissions.
  statement {
    sid       = "ReadLoadBalancer"
    actions   = ["elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups"]
    resources = ["*"]
  }

  statement {
    sid       = "ReadAlarms"
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = [for name in concat(var.alarm_names.blue, var.alarm_names.green) : "${local.arn}:cloudwatch:${local.account}:alarm:${name}"]
  }
}
