# For a cluster that is there: roles for the pods of the chart in deploy/helm, their way to the database, images of the functions,
# and the values that the chart is installed with. Queues, topics, tables and the database are the same for tasks and pods.
variable "kubernetes" {
  description = "The EKS cluster that the services run on besides, or instead of, Fargate: its name, the security group of its pods, the namespace and name of the Helm release; with oidc_provider_arn pods become their roles by IRSA, without it by Pod Identity. secret_store is the External Secrets Operator's store for Secrets Manager."
  type = object({
    cluster_name      = string
    security_group_id = string
    namespace         = optional(string, "cloudservices")
    release           = optional(string, "cloudservices")
    oidc_provider_arn = optional(string)
    secret_store      = optional(string, "aws-secrets-manager")
  })
  default = null
}

locals {
  # What runs there as a program; the last one by the clock.
  function_programs = ["timeline", "media", "dead-letters", "reconcile"]

  # What runs as pods all the time.
  pods = { for name, part in merge(local.tasks, local.service_functions, local.functions) : name => part
    if var.kubernetes != null && !contains(["authorizer", "reconcile"], name)
  }

  # As the chart calls it.
  release = var.kubernetes == null ? "" : strcontains(var.kubernetes.release, "cloudservices") ? var.kubernetes.release : "${var.kubernetes.release}-cloudservices"

  function_bundles = var.kubernetes == null ? {} : { for name in local.function_programs : name => {
    for file in fileset("${local.dist}/${name}", "**") : file => filesha256("${local.dist}/${name}/${file}")
  } }

  # Of auth and catalog without what is true of functions alone.
  pod_environments = merge(
    { for name, pod in local.pods : name => pod.environment },
    { auth = local.auth_environment, catalog = local.catalog_environment },
  )

  # What the chart gives each pod by itself, and what is true of tasks alone.
  own_to_tasks = ["PORT", "SHUTDOWN_GRACE_SECONDS", "AWS_REGION", "JWKS_URL"]

  pod_secrets = {
    auth    = { CDN_SECRET = { key = aws_secretsmanager_secret.cdn.name } }
    billing = { STRIPE_API_KEY = { key = aws_secretsmanager_secret.stripe.name } }
  }
}

module "pod_role" {
  source   = "./modules/pod-role"
  for_each = local.pods

  name              = "${local.name}-${each.key}-pod"
  service_account   = { namespace = var.kubernetes.namespace, name = "${local.release}-${each.key}" }
  cluster_name      = var.kubernetes.cluster_name
  oidc_provider_arn = var.kubernetes.oidc_provider_arn
  policy            = each.value.policy

  permissions_boundary = var.permissions_boundary
}

module "function_image" {
  source   = "./modules/image"
  for_each = local.function_bundles

  name            = "${local.name}-${each.key}"
  service         = each.key
  source_hash     = sha256(jsonencode([local.recipe_hash, each.value]))
  source_is_there = contains(keys(each.value), "main.mjs")
  reference       = lookup(var.images, each.key, null)
  container_tool  = var.container_tool
  platform        = "linux/arm64"
  protect         = var.protect_data
  kms_key_arn     = aws_kms_key.data.arn
}

resource "aws_vpc_security_group_ingress_rule" "pods_to_database" {
  count = var.kubernetes == null ? 0 : 1

  security_group_id            = module.network.security_group_ids.database
  description                  = "Pods of ${var.kubernetes.cluster_name}"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = var.kubernetes.security_group_id
}

output "helm_values" {
  description = "What the chart in deploy/helm is installed with, but for its Ingress; null without a cluster. No secret is among it, only where each is."
  value = var.kubernetes == null ? null : {
    aws = {
      region     = var.aws_region
      accountId  = var.aws_account_id
      partition  = data.aws_partition.current.partition
      namePrefix = "${local.name}-"
      identity   = var.kubernetes.oidc_provider_arn == null ? "podIdentity" : "irsa"
    }
    config = merge(
      { for name, value in local.platform.environment : name => value if name != "JWKS_URL" },
      # A user pool's keys are elsewhere; our own are asked inside the cluster.
      var.cognito == null ? {} : { JWKS_URL = local.jwks_url },
    )
    externalSecrets = { storeName = var.kubernetes.secret_store }
    parts = { for name, role in module.pod_role : name => {
      image           = try(module.image[name].reference, module.function_image[name].reference)
      roleArn         = role.arn
      config          = { for setting, value in local.pod_environments[name] : setting => value if !contains(local.own_to_tasks, setting) }
      externalSecrets = lookup(local.pod_secrets, name, {})
    } }
    migrate = {
      config = local.migration.environment
      externalSecrets = {
        DATABASE_USER     = { key = module.database.master_secret_arn, property = "username" }
        DATABASE_PASSWORD = { key = module.database.master_secret_arn, property = "password" }
      }
    }
    reconcile    = { image = module.function_image["reconcile"].reference }
    nodeSelector = { "kubernetes.io/arch" = "arm64" }
  }
}
