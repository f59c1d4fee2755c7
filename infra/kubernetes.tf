# For services that run as pods of the chart in deploy/helm, either in the cluster from eks.tf or in an existing one: the pods' roles,
# their network access to the database, images of the functions, and the chart's values. Tasks and pods share queues, topics, tables and
# the database.
variable "kubernetes" {
  description = "An existing EKS cluster whose pods run in this VPC's private subnets: its name and the security group of its pods. With oidc_provider_arn, pods assume their roles through IRSA, otherwise through Pod Identity. Leave out these three settings if compute is eks. namespace, release (the Helm release's name) and secret_store (the External Secrets Operator's store for Secrets Manager) apply to both. If compute is fargate, pods run alongside the tasks."
  type = object({
    cluster_name      = optional(string)
    security_group_id = optional(string)
    namespace         = optional(string, "cloudservices")
    release           = optional(string, "cloudservices")
    oidc_provider_arn = optional(string)
    secret_store      = optional(string, "aws-secrets-manager")
  })
  default = null

  validation {
    condition     = try(var.kubernetes.cluster_name == null, true) == try(var.kubernetes.security_group_id == null, true)
    error_message = "kubernetes must have both cluster_name and security_group_id, or neither."
  }
}

locals {
  on_fargate = var.compute == "fargate"
  has_pods   = !local.on_fargate || var.kubernetes != null

  namespace         = try(var.kubernetes.namespace, "cloudservices")
  oidc_provider_arn = try(var.kubernetes.oidc_provider_arn, null)
  pod_cluster = var.compute == "eks" ? module.eks[0] : {
    name              = try(var.kubernetes.cluster_name, null)
    security_group_id = try(var.kubernetes.security_group_id, null)
  }

  # Functions that run as programs in the cluster. reconcile is a CronJob.
  function_programs = ["timeline", "media", "dead-letters", "reconcile"]

  # Long-running pods.
  pods = { for name, part in merge(local.tasks, local.service_functions, local.functions) : name => part
    if local.has_pods && !contains(["authorizer", "reconcile"], name)
  }

  # The same as the chart's template cloudservices.fullname.
  release_name = try(var.kubernetes.release, "cloudservices")
  full_name    = strcontains(local.release_name, "cloudservices") ? local.release_name : "${local.release_name}-cloudservices"
  release      = trimsuffix(substr(local.full_name, 0, 45), "-")

  function_bundles = !local.has_pods ? {} : { for name in local.function_programs : name => {
    for file in fileset("${local.dist}/${name}", "**") : file => filesha256("${local.dist}/${name}/${file}")
  } }

  # Without the variables that auth and catalog need only as functions.
  pod_environments = merge(
    { for name, pod in local.pods : name => pod.environment },
    { auth = local.auth_environment, catalog = local.catalog_environment },
  )

  # Variables that the chart sets itself, or that apply only to tasks: pods have no collector beside them.
  own_to_tasks = concat(["PORT", "SHUTDOWN_GRACE_SECONDS", "AWS_REGION"], var.tracing_sidecar ? keys(local.tracing_environment) : [])

  own_pod_secrets = {
    auth    = { CDN_SECRET = { key = aws_secretsmanager_secret.cdn.name } }
    billing = { STRIPE_API_KEY = { key = aws_secretsmanager_secret.stripe.name } }
  }
  pod_secrets = { for name in local.service_names : name => merge(
    { for setting, arn in local.tracing_secrets : setting => { key = arn } },
    lookup(local.own_pod_secrets, name, {}),
  ) }
}

module "pod_role" {
  source   = "./modules/pod-role"
  for_each = local.pods

  name              = "${local.name}-${each.key}-pod"
  service_account   = { namespace = local.namespace, name = "${local.release}-${each.key}" }
  cluster_name      = local.pod_cluster.name
  oidc_provider_arn = local.oidc_provider_arn
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
  base_images     = var.base_images
  platform        = "linux/arm64"
  protect         = var.protect_data
  kms_key_arn     = aws_kms_key.data.arn
}

# The load balancer stays, with a target group for each service: API Gateway needs its listener, and the web ACL and the alarms belong to
# it. The chart binds each service's pods to its target group.
resource "aws_vpc_security_group_egress_rule" "load_balancer_to_pods" {
  count = local.on_fargate ? 0 : 1

  security_group_id            = module.network.security_group_ids.load_balancer
  description                  = "To pods of ${local.pod_cluster.name}"
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = local.pod_cluster.security_group_id
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_to_pods" {
  count = local.on_fargate ? 0 : 1

  security_group_id            = local.pod_cluster.security_group_id
  description                  = "From the load balancer of ${local.name}"
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = module.network.security_group_ids.load_balancer
}

resource "aws_vpc_security_group_ingress_rule" "pods_to_endpoints" {
  count = local.has_pods && length(var.interface_endpoints) > 0 ? 1 : 0

  security_group_id            = module.network.endpoints_security_group_id
  description                  = "Pods of ${local.pod_cluster.name}"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = local.pod_cluster.security_group_id
}

resource "aws_vpc_security_group_ingress_rule" "pods_to_database" {
  count = local.has_pods ? 1 : 0

  security_group_id            = module.network.security_group_ids.database
  description                  = "Pods of ${local.pod_cluster.name}"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = local.pod_cluster.security_group_id
}

locals {
  # Requests reach pods only through the load balancer.
  behind_load_balancer = { for name, value in {
    ingress = { enabled = false }
    networkPolicy = {
      ingressFrom = [{ ipBlock = { cidr = module.network.cidrs.private } }]
      databaseTo  = [{ ipBlock = { cidr = module.network.cidrs.data } }]
    }
  } : name => value if !local.on_fargate }
}

output "helm_values" {
  description = "Values for the chart in deploy/helm, except those of its Ingress; null without a cluster. They reference secrets but contain none."
  value = !local.has_pods ? null : merge(local.behind_load_balancer, {
    aws = {
      region     = var.aws_region
      accountId  = var.aws_account_id
      partition  = data.aws_partition.current.partition
      namePrefix = "${local.name}-"
      identity   = local.oidc_provider_arn == null ? "podIdentity" : "irsa"
    }
    # With the address of the published keys: pods that asked auth for them would end with it.
    config = merge(
      { for name, value in local.platform.environment : name => value if !contains(local.own_to_tasks, name) },
      # API Gateway passes the caller's address in this header.
      local.on_fargate ? {} : { CLIENT_ADDRESS_HEADER = "x-client-address" },
    )
    externalSecrets = { storeName = try(var.kubernetes.secret_store, "aws-secrets-manager") }
    parts = { for name, role in module.pod_role : name => merge({
      image           = try(module.image[name].reference, module.function_image[name].reference)
      roleArn         = role.arn
      config          = { for setting, value in local.pod_environments[name] : setting => value if !contains(local.own_to_tasks, setting) }
      externalSecrets = lookup(local.pod_secrets, name, {})
    }, local.on_fargate || !contains(keys(local.tasks), name) ? {} : { targetGroupArn = local.tasks[name].target_group_arn }) }
    migrate = {
      config = local.migration.environment
      externalSecrets = {
        DATABASE_USER     = { key = module.database.master_secret_arn, property = "username" }
        DATABASE_PASSWORD = { key = module.database.master_secret_arn, property = "password" }
      }
    }
    reconcile    = { image = module.function_image["reconcile"].reference }
    nodeSelector = { "kubernetes.io/arch" = "arm64" }
  })
}
