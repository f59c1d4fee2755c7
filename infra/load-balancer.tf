module "load_balancer" {
  source = "./modules/load-balancer"

  name              = local.name
  subnet_ids        = module.network.private_subnet_ids
  security_group_id = module.network.security_group_ids.load_balancer
  certificate_arn   = var.internal_certificate == null ? null : var.internal_certificate.arn
  web_acl           = var.firewall == null ? null : { arn = module.api_firewall[0].arn }
  protect           = var.protect_data
}
