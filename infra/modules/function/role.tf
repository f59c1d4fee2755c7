data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  arn_prefix = "arn:${data.aws_partition.current.partition}"
  own_place  = "${data.aws_region.current.name}:${var.account_id}"
}

# Not the function's own name: a service that moves from tasks to a function has both roles for a while.
resource "aws_iam_role" "this" {
  name                 = "${var.name}-function"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "own-work"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  source_policy_documents = concat(
    var.policy == null ? [] : [var.policy],
    data.aws_iam_policy_document.vpc[*].json,
  )

  statement {
    sid       = "WriteOwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.arn_prefix}:logs:${local.own_place}:log-group:${local.log_group_name}:*"]
  }

  # X-Ray has no ARNs for traces.
  statement {
    sid       = "Trace"
    actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    resources = ["*"]
  }

  # Lambda decrypts the function's environment with the function's role.
  statement {
    sid       = "ReadOwnEnvironment"
    actions   = ["kms:Decrypt"]
    resources = [var.kms_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:lambda:FunctionArn"
      values   = ["${local.arn_prefix}:lambda:${local.own_place}:function:${var.name}"]
    }
  }
}

# Lambda creates and deletes network interfaces with the function's role.
data "aws_iam_policy_document" "vpc" {
  count = var.vpc == null ? 0 : 1

  # Lambda refuses a function whose role lacks one of these on all resources. They are the actions of AWS's own managed policy.
  statement {
    sid = "UseNetworkInterfaces"
    actions = [
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:DeleteNetworkInterface",
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]
  }
}
