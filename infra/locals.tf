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

  # Written by `npm run build`.
  dist = "${path.module}/../dist"

  sizes = { for service in ["auth", "catalog", "orders", "inventory", "billing", "shipping"] : service => {
    cpu          = coalesce(try(var.sizes[service].cpu, null), var.size.cpu)
    memory       = coalesce(try(var.sizes[service].memory, null), var.size.memory)
    replicas_min = coalesce(try(var.sizes[service].replicas_min, null), var.size.replicas_min)
    replicas_max = coalesce(try(var.sizes[service].replicas_max, null), var.size.replicas_max)
  } }

  # What tokens are made for, and by whom; the keys are read where the API is.
  token_environment = {
    TOKEN_ISSUER   = module.gateway.url
    TOKEN_AUDIENCE = local.name
    JWKS_URL       = "${module.gateway.url}/v1/auth/.well-known/jwks.json"
  }
}

data "aws_partition" "current" {}
