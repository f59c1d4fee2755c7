locals {
  # Every name begins with it.
  name = "${var.project}-${var.environment}"

  tags = {
    Project     = var.project
    Environment = var.environment
    ManagedBy   = "terraform"
  }

  # Written by `npm run generate` from the code; the local stack reads the same files.
  topology = jsondecode(file("${path.module}/topology.json"))
  routes   = jsondecode(file("${path.module}/routes.json"))
  tables   = jsondecode(file("${path.module}/tables.json"))

  # What the gateway bounds and remembers, written by hand; the local stand-in reads it, too.
  gateway = jsondecode(file("${path.module}/gateway.json"))

  # Who has a queue, in the order of the topology, which is the saga's; then who hears of uploads.
  consumers = concat(local.topology.queues[*].name, [local.media.queue.name])

  # Written by `npm run build`.
  dist = "${path.module}/../dist"

  sizes = { for service in local.service_names : service => {
    cpu          = coalesce(try(var.sizes[service].cpu, null), var.size.cpu)
    memory       = coalesce(try(var.sizes[service].memory, null), var.size.memory)
    replicas_min = coalesce(try(var.sizes[service].replicas_min, null), var.size.replicas_min)
    replicas_max = coalesce(try(var.sizes[service].replicas_max, null), var.size.replicas_max)
  } }

  # Where the public keys are: in a file that CloudFront serves, or at the user pool whose tokens are taken instead.
  jwks_url = var.cognito == null ? "${module.cdn.url}/.well-known/jwks.json" : join("", [
    "https://cognito-idp.${split("_", var.cognito.user_pool_id)[0]}.${data.aws_partition.current.dns_suffix}",
    "/${var.cognito.user_pool_id}/.well-known/jwks.json",
  ])

  # What tokens are made for, and by whom.
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
