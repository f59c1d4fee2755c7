# The EKS cluster that Terraform creates for this deployment's pods, and a role for each controller and add-on installed in it.
module "eks" {
  source = "./modules/eks"
  count  = var.compute == "eks" ? 1 : 0

  name               = local.name
  kubernetes_version = var.eks.version
  subnet_ids         = module.network.private_subnet_ids
  public_cidrs       = var.eks.public_cidrs
  admin_role_arns    = var.eks.admin_role_arns
  nodes              = var.eks.nodes
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days

  permissions_boundary = var.permissions_boundary
}

locals {
  operator_secrets = concat(
    [aws_secretsmanager_secret.cdn.arn, aws_secretsmanager_secret.stripe.arn, module.database.master_secret_arn],
    values(local.tracing_secrets),
  )

  # What is installed alongside the chart, with the service account that assumes each one's role.
  operators = var.compute != "eks" ? {} : {
    load-balancer    = { namespace = "kube-system", name = "aws-load-balancer-controller", policy = data.aws_iam_policy_document.register_pods.json }
    external-secrets = { namespace = "external-secrets", name = "external-secrets", policy = data.aws_iam_policy_document.fetch_secrets.json }
    logs             = { namespace = "kube-system", name = "aws-for-fluent-bit", policy = data.aws_iam_policy_document.ship_logs.json }
  }
}

module "operator_role" {
  source   = "./modules/pod-role"
  for_each = local.operators

  name            = "${local.name}-${each.key}-operator"
  service_account = { namespace = each.value.namespace, name = each.value.name }
  cluster_name    = local.pod_cluster.name
  policy          = each.value.policy

  permissions_boundary = var.permissions_boundary
}

# Terraform manages the load balancer, its rules and its security groups. The controller only registers pods as targets.
data "aws_iam_policy_document" "register_pods" {
  statement {
    sid       = "RegisterPods"
    actions   = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]
    resources = values(local.tasks)[*].target_group_arn
  }

  # These actions do not support resource-level permissions.
  statement {
    sid = "DescribeTargets"
    actions = [
      "ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
      "ec2:DescribeVpcs", "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
    ]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "fetch_secrets" {
  statement {
    sid       = "FetchSecrets"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = local.operator_secrets
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

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:SecretARN"
      values   = local.operator_secrets
    }
  }
}

data "aws_iam_policy_document" "ship_logs" {
  statement {
    sid       = "WritePodLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["arn:${data.aws_partition.current.partition}:logs:${var.aws_region}:${var.aws_account_id}:log-group:${local.pods_log_group}:*"]
  }
}

locals {
  pods_log_group = "/eks/${local.name}/pods"
}

# The order metrics are log lines in the embedded metric format, so without this log group the order alarms have no data.
resource "aws_cloudwatch_log_group" "pods" {
  count = local.on_fargate ? 0 : 1

  name              = local.pods_log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.data.arn
}

output "operator_values" {
  description = "Helm values for each chart to install alongside ours in the cluster that Terraform creates; null with any other compute. See docs/deploy.md, \"A cluster made by Terraform\"."
  value = var.compute != "eks" ? null : {
    load-balancer = {
      clusterName    = local.pod_cluster.name
      region         = var.aws_region
      vpcId          = module.network.vpc_id
      serviceAccount = { name = local.operators.load-balancer.name }
    }
    external-secrets = {
      serviceAccount = { name = local.operators.external-secrets.name }
    }
    # CloudWatch extracts metrics only from lines that arrive exactly as the service wrote them.
    logs = {
      serviceAccount = { name = local.operators.logs.name }
      input          = { path = "/var/log/containers/*_${local.namespace}_*.log" }
      filter         = { mergeLog = "Off" }
      cloudWatchLogs = {
        region           = var.aws_region
        logGroupName     = local.pods_log_group
        logGroupTemplate = null
        autoCreateGroup  = false
        logKey           = "log"
        logFormat        = "json/emf"
      }
    }
  }
}
