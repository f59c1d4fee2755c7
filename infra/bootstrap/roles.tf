data "aws_partition" "current" {}

locals {
  arn = "arn:${data.aws_partition.current.partition}"

  # What a deployment of infra/ calls, by service. A test compares it with the calls that an apply and a destroy make, and lists the
  # exceptions.
  actions  = jsondecode(file("${path.module}/actions.json"))
  services = keys(local.actions)

  # They run code or read secrets, so the deploy role may call them for the deployments' resources only.
  own_actions = ["ecs:RunTask", "lambda:InvokeFunction", "secretsmanager:GetSecretValue"]

  # Names instead of the resources' attributes, so that a plan can show the policies.
  states_arn            = "${local.arn}:s3:::${local.states_bucket}"
  workload_boundary_arn = "${local.arn}:iam::${var.aws_account_id}:policy/${var.project}-workload-boundary"

  oidc_provider_arn = var.oidc_provider_arn == null ? aws_iam_openid_connect_provider.github[0].arn : var.oidc_provider_arn

  # Which workflow runs may assume which role: pull requests plan; runs in an environment, which may require approval, deploy.
  subjects = {
    plan   = ["repo:${var.repository}:pull_request"]
    deploy = [for name in var.environments : "repo:${var.repository}:environment:${name}"]
  }
}

# Workflows authenticate with GitHub's short-lived OIDC tokens, so GitHub stores no AWS access keys. An account can have only one provider
# for GitHub.
resource "aws_iam_openid_connect_provider" "github" {
  count = var.oidc_provider_arn == null ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "trust" {
  for_each = local.subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.oidc_provider_arn]
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
  description          = each.key == "plan" ? "Plans the changes of a pull request" : "Deploys from one of the repository's environments"
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

# Planning also locks the state. ReadOnlyAccess does not include secret values; the last statement denies stored data, except pictures,
# which are public.
data "aws_iam_policy_document" "plan" {
  statement {
    sid       = "LockStates"
    actions   = ["s3:PutObject", "s3:DeleteObject"]
    resources = ["${local.states_arn}/*.tflock"]
  }

  statement {
    sid       = "GeneratePasswords"
    actions   = ["secretsmanager:GetRandomPassword"]
    resources = ["*"]
  }

  # Refreshing the state reads CloudFront's secret, which the state contains anyway, and public keys.
  statement {
    sid       = "ReadCdnSecret"
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
    sid    = "DenyStoredData"
    effect = "Deny"
    actions = [
      "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan",
      "logs:FilterLogEvents", "logs:GetLogEvents", "logs:GetLogRecord", "logs:GetQueryResults", "logs:StartLiveTail", "logs:StartQuery",
      "sqs:ReceiveMessage",
    ]
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
    sid       = "ManageServices"
    actions   = setsubtract(flatten([for service, actions in local.actions : [for action in actions : "${service}:${action}"] if service != "s3"]), local.own_actions)
    resources = ["*"]
  }

  statement {
    sid     = "RunAndReadOwn"
    actions = local.own_actions
    resources = [for resource in ["ecs:?:task-definition/", "lambda:?:function:", "secretsmanager:?:secret:"] :
      "${local.arn}:${replace(resource, "?", "${var.aws_region}:${var.aws_account_id}")}${var.project}-*"
    ]
  }

  # The buckets of the deployments. For the bucket of the states, the boundary leaves only reading and writing objects.
  statement {
    sid       = "ManageBuckets"
    actions   = [for action in local.actions.s3 : "s3:${action}"]
    resources = ["${local.arn}:s3:::${var.project}-*"]
  }

  # Services encrypt with the deployment's key on behalf of who creates what they store, and then get a grant to use it.
  statement {
    sid       = "EncryptThroughServices"
    actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    resources = ["*"]

    condition {
      test     = "StringLike"
      variable = "kms:ViaService"
      values   = ["*.${data.aws_partition.current.dns_suffix}"]
    }
  }

  statement {
    sid       = "GrantToServices"
    actions   = ["kms:CreateGrant"]
    resources = ["*"]

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResource"
      values   = ["true"]
    }
  }

  # The roles of the deployments. The workflow roles are excluded: their names have only one part after the project.
  statement {
    sid = "ManageDeploymentRoles"
    actions = [
      "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:Get*", "iam:List*", "iam:PassRole", "iam:TagRole", "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
    ]
    resources = ["${local.arn}:iam::${var.aws_account_id}:role/${var.project}-*-*"]
  }

  # Without the boundary, it could give a role more permissions than it has itself, and then use that role.
  statement {
    sid       = "CreateBoundedRoles"
    actions   = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"]
    resources = ["${local.arn}:iam::${var.aws_account_id}:role/${var.project}-*-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [local.workload_boundary_arn]
    }
  }

  # EKS also looks up the role for node groups before it creates one.
  statement {
    sid       = "ServiceLinkedRoles"
    actions   = ["iam:CreateServiceLinkedRole", "iam:GetRole"]
    resources = ["${local.arn}:iam::${var.aws_account_id}:role/aws-service-role/*"]
  }
}

# The maximum permissions of both workflow roles: no users or access keys, no account settings, and no changes to
# themselves.
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

# The maximum permissions of services and functions: no IAM actions but passing roles to tasks, and no account settings.
resource "aws_iam_policy" "workload_boundary" {
  name        = "${var.project}-workload-boundary"
  description = "The most that the roles of a deployment may do"
  policy      = data.aws_iam_policy_document.workload_boundary.json
}

data "aws_iam_policy_document" "workload_boundary" {
  statement {
    sid         = "AllowAllButIdentity"
    not_actions = ["account:*", "aws-portal:*", "billing:*", "iam:*", "organizations:*", "sso:*", "sts:AssumeRole"]
    resources   = ["*"]
  }

  # For canaries: CodeDeploy starts a service's tasks and passes the service's roles to them.
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
