module "gateway" {
  source = "./modules/gateway"

  name   = local.name
  routes = local.routes
  integrations = {
    auth      = local.auth_integration
    catalog   = local.catalog_integration
    orders    = { kind = "load_balancer" }
    inventory = { kind = "load_balancer" }
    billing   = { kind = "load_balancer" }
    shipping  = { kind = "load_balancer" }
  }
  listener_arn    = module.load_balancer.listener_arn
  tls_server_name = one(var.internal_certificate[*].server_name)
  vpc_link = {
    subnet_ids        = module.network.private_subnet_ids
    security_group_id = module.network.security_group_ids.vpc_link
  }
  authorizer = {
    name          = module.authorizer.name
    invoke_arn    = module.authorizer.invoke_arn
    cache_seconds = var.authorizer_cache_seconds
  }
  throttle           = var.throttle
  cors_allow_origins = var.cors_allow_origins
  domain             = var.api_domain
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days
}
