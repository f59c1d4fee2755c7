data "aws_partition" "current" {}

locals {
  arn = "arn:${data.aws_partition.current.partition}"

  # What terraform apply of infra/ works with, service by service. A test holds it against the types of resources there.
  services = jsondecode(file("${path.module}/services.json"))

  # Who may take which role: a pull request plans, an environment, behind its approval, deploys.
  subjects = {
    plan   = ["repo:${var.repository}:pull_request"]
    deploy = [for name in var.environments : "repo:${var.repository}:environment:${name}"]
  }
}

# GitHub proves by a token of a few minutes which workflow asks: no key of AWS lies there.
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "trust" {
  for_each = local.subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = each.value
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.subjects

  name                 = "${var.project}-${each.key}"
  description          = each.key == "plan" ? "Plans what a pull request would change" : "Deploys from an approved environment"
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  max_session_duration = each.key == "plan" ? 3600 : 7200
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "plan_reads" {
  role       = aws_iam_role.github["plan"].name
  policy_arn = "${local.arn}:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "plan" {
  name   = "plan"
  role   = aws_iam_role.github["plan"].id
  policy = data.aws_iam_policy_document.plan.json
}

# It locks a state while it reads it. ReadOnlyAccess reads no secret's value, and what users have stored is not for it, either.
data "aws_iam_policy_document" "plan" {
  statement {
    sid       = "LockStates"
    actions   = ["s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.states.arn}/*.tflock"]
  }

  statement {
    sid       = "GeneratePasswords"
    actions   = ["secretsmanager:GetRandomPassword"]
    resources = ["*"]
  }

  # What only refreshing asks for: the secret of CloudFront, which the state holds anyway, and public keys.
  statement {
    sid       = "RefreshSecretOfCdn"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["${local.arn}:secretsmanager:${var.aws_region}:${var.aws_account_id}:secret:${var.project}-*-cdn-*"]
  }

  statement {
    sid       = "RefreshKeys"
    actions   = ["kms:GetPublicKey", "kms:Decrypt"]
    resources = ["${local.arn}:kms:${var.aws_region}:${var.aws_account_id}:key/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/Project"
      values   = [var.project]
    }
  }

  statement {
    sid       = "DenyStoredData"
    effect    = "Deny"
    actions   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "sqs:ReceiveMessage", "logs:GetLogEvents", "logs:FilterLogEvents"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "deploy" {
  name   = "deploy"
  role   = aws_iam_role.github["deploy"].id
  policy = data.aws_iam_policy_document.deploy.json
}

data "aws_iam_policy_document" "deploy" {
  statement {
    sid       = "MakeAndChange"
    actions   = [for service in local.services : "${service}:*"]
    resources = ["*"]
  }

  statement {
    sid       = "ReadWriteStates"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"]
    resources = [aws_s3_bucket.states.arn, "${aws_s3_bucket.states.arn}/*"]
  }

  # Roles of deployments, whose names tell them from its own.
  statement {
    sid = "ManageDeploymentRoles"
    actions = [
      "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:Get*", "iam:List*", "iam:PassRole", "iam:TagRole", "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
    ]
    resources = ["${local.arn}:iam::${var.aws_account_id}:role/${var.project}-*-*"]
  }

  # What it lets a role do is bounded, or it could do anything by way of a role that it makes.
  statement {
    sid       = "MakeBoundedRoles"
    actions   = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"]
    resources = ["${local.arn}:iam::${var.aws_account_id}:role/${var.project}-*-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [aws_iam_policy.workload_boundary.arn]
    }
  }

  statement {
    sid       = "ServiceLinkedRoles"
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["${local.arn}:iam::${var.aws_account_id}:role/aws-service-role/*"]
  }
}

# The most that either role can ever be given: nothing of people, keys of access, accounts and bills, and not itself.
resource "aws_iam_policy" "boundary" {
  name        = "${var.project}-boundary"
  description = "The most that the roles of workflows may do"
  policy      = data.aws_iam_policy_document.boundary.json
}

data "aws_iam_policy_document" "boundary" {
  statement {
    sid       = "AllowServices"
    actions   = concat([for service in local.services : "${service}:*"], ["iam:*", "s3:*", "tag:Get*", "sts:GetCallerIdentity"])
    resources = ["*"]
  }

  statement {
    sid    = "DenyUsersAndKeys"
    effect = "Deny"
    actions = [
      "iam:*AccessKey*", "iam:*Group*", "iam:*LoginProfile*", "iam:*MFADevice*", "iam:*OpenIDConnectProvider*", "iam:*SAMLProvider*", "iam:*User*",
      "iam:CreatePolicy*", "iam:DeletePolicy*", "iam:SetDefaultPolicyVersion", "iam:*PermissionsBoundary",
    ]
    resources = ["*"]
  }

  statement {
    sid         = "DenySelf"
    effect      = "Deny"
    not_actions = ["iam:Get*", "iam:List*"]
    resources   = concat([for name in keys(local.subjects) : "${local.arn}:iam::${var.aws_account_id}:role/${var.project}-${name}"], ["${local.arn}:iam::${var.aws_account_id}:policy/${var.project}-boundary", "${local.arn}:iam::${var.aws_account_id}:policy/${var.project}-workload-boundary"])
  }

  statement {
    sid       = "DenyStateBucket"
    effect    = "Deny"
    actions   = ["s3:DeleteBucket*", "s3:PutBucket*", "s3:PutEncryptionConfiguration", "s3:DeleteObjectVersion"]
    resources = ["${local.arn}:s3:::${var.project}-states-*", "${local.arn}:s3:::${var.project}-states-*/*"]
  }
}

# The most that services and functions can ever be given: nothing of rights, accounts and bills.
resource "aws_iam_policy" "workload_boundary" {
  name        = "${var.project}-workload-boundary"
  description = "The most that the roles of a deployment may do"
  policy      = data.aws_iam_policy_document.workload_boundary.json
}

data "aws_iam_policy_document" "workload_boundary" {
  statement {
    sid         = "NoIdentityActions"
    not_actions = ["account:*", "aws-portal:*", "billing:*", "iam:*", "organizations:*", "sso:*", "sts:AssumeRole"]
    resources   = ["*"]
  }

  # With canaries, CodeDeploy starts tasks and passes the roles of their service to them.
  statement {
    sid       = "PassRolesToTasks"
    actions   = ["iam:PassRole"]
    resources = ["${local.arn}:iam::${var.aws_account_id}:role/${var.project}-*-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}
