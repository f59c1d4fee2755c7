module "network" {
  source = "./modules/network"

  permissions_boundary = var.permissions_boundary

  name                = local.name
  cidr                = var.vpc_cidr
  zone_count          = var.zone_count
  nat_gateways        = var.nat_gateways
  interface_endpoints = var.interface_endpoints
  cluster_nodes       = local.has_pods
  kms_key_arn         = aws_kms_key.data.arn
  log_retention_days  = var.log_retention_days
}
