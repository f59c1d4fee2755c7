module "messaging" {
  source = "./modules/messaging"

  name        = local.name
  topology    = local.topology
  kms_key_arn = aws_kms_key.data.arn
}
