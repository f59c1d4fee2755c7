module "database" {
  source = "./modules/database"

  permissions_boundary = var.permissions_boundary

  name                = local.name
  subnet_ids          = module.network.data_subnet_ids
  security_group_id   = module.network.security_group_ids.database
  acu_min             = var.database.acu_min
  acu_max             = var.database.acu_max
  pause_after_seconds = var.database.pause_after_seconds
  instances           = var.database.instances
  backup_days         = var.database.backup_days
  engine_version      = var.database.engine_version
  protect             = var.protect_data
  kms_key_arn         = aws_kms_key.data.arn
  log_retention_days  = var.log_retention_days
  roles               = ["auth", "orders", "billing", "shipping"]
}
