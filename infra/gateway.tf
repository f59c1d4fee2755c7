module "gateway" {
  source = "./modules/gateway"

  name   = local.name
  routes = local.routes
  integrations = merge(
    { for service in local.service_names : service => { kind = "load_balancer", function_name = null, function_invoke_arn = null } },
    { auth = local.auth_integration, catalog = local.catalog_integration },
  )
  listener_arn    = module.load_balancer.listener_arn
  tls_server_name = one(var.internal_certificate[*].server_name)
  vpc_link = {
    subnet_ids        = module.network.private_subnet_ids
    security_group_id = module.network.security_group_ids.vpc_link
  }
  authorizer = {
    name          = module.authorizer.name
    qualifier     = module.authorizer.qualifier
    invoke_arn    = module.authorizer.invoke_arn
    cache_seconds = coalesce(var.authorizer_cache_seconds, local.gateway.authorizer.cacheTtlSeconds)
    # With the secret as an identity source, API Gateway rejects requests without it before it invokes the authorizer, and never
    # reuses a result cached for a different secret.
    identity_sources = concat(local.gateway.authorizer.identitySources, var.only_cdn ? ["$request.header.x-cdn-secret"] : [])
  }
  throttle = {
    rate   = coalesce(var.throttle.rate, local.gateway.throttle.rate)
    burst  = coalesce(var.throttle.burst, local.gateway.throttle.burst)
    routes = merge(local.gateway.throttle.routes, var.throttle.routes)
  }
  cors = {
    allow_origins   = var.cors_allow_origins
    allow_headers   = local.gateway.cors.allowHeaders
    expose_headers  = local.gateway.cors.exposeHeaders
    max_age_seconds = local.gateway.cors.maxAgeSeconds
  }
  domain             = var.api_domain
  kms_key_arn        = aws_kms_key.data.arn
  log_retention_days = var.log_retention_days
}
