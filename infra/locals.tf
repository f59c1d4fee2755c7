locals {
  # The prefix of every resource name.
  name = "${var.project}-${var.environment}"

  tags = {
    Project     = var.project
    Environment = var.environment
    ManagedBy   = "terraform"
  }

  # Generated from the code by `npm run generate`. The local stack reads the same files.
  topology = jsondecode(file("${path.module}/topology.json"))
  routes   = jsondecode(file("${path.module}/routes.json"))
  tables   = jsondecode(file("${path.module}/tables.json"))

  # The gateway's throttling, authorizer cache and CORS settings. Written by hand; the local gateway reads this file too.
  gateway = jsondecode(file("${path.module}/gateway.json"))

  # Consumers with a queue, in the saga's order as in the topology, then media, which receives S3's upload notifications.
  consumers = concat(local.topology.queues[*].name, [local.media.queue.name])

  # The output of `npm run build`.
  dist = "${path.module}/../dist"

  sizes = { for service in local.service_names : service => {
    cpu          = coalesce(try(var.sizes[service].cpu, null), var.size.cpu)
    memory       = coalesce(try(var.sizes[service].memory, null), var.size.memory)
    replicas_min = coalesce(try(var.sizes[service].replicas_min, null), var.size.replicas_min)
    replicas_max = coalesce(try(var.sizes[service].replicas_max, null), var.size.replicas_max)
  } }

  # Where the API answers callers from outside. With only_cdn its own address refuses them.
  open_url = var.only_cdn ? module.cdn.url : module.gateway.url

  # Our public keys, in a file that CloudFront serves, or those of the Cognito user pool that issues tokens instead.
  jwks_url = var.cognito == null ? "${module.cdn.url}/.well-known/jwks.json" : join("", [
    "https://cognito-idp.${split("_", var.cognito.user_pool_id)[0]}.${data.aws_partition.current.dns_suffix}",
    "/${var.cognito.user_pool_id}/.well-known/jwks.json",
  ])

  # The issuer and audience of access tokens, and where to get the keys to verify them.
  token_environment = merge({
    TOKEN_ISSUER   = module.gateway.url
    TOKEN_AUDIENCE = local.name
    JWKS_URL       = local.jwks_url
    }, var.cognito == null ? {} : {
    COGNITO_USER_POOL_ID = var.cognito.user_pool_id
    COGNITO_CLIENT_ID    = var.cognito.client_id
  })
}

data "aws_partition" "current" {}
