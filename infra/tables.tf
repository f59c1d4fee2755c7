module "tables" {
  source = "./modules/tables"

  name        = local.name
  tables      = local.tables
  protect     = var.protect_data
  kms_key_arn = aws_kms_key.data.arn
}
