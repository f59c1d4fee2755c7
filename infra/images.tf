locals {
  # Services that run in containers rather than on Lambda.
  containers = toset([for service in keys(local.sizes) : service
    if !(service == "auth" && var.auth_compute == "lambda") && !(service == "catalog" && var.catalog_compute == "lambda")
  ])

  # An image's tag is a hash of its content: the files that containers/Dockerfile copies (including source maps), the Dockerfile, and
  # the base images.
  bundles = { for service in keys(local.sizes) : service => {
    for file in fileset("${local.dist}/${service}", "**") : file => filesha256("${local.dist}/${service}/${file}")
  } }
  recipe_hash = sha256(jsonencode([filesha256("${path.module}/../containers/Dockerfile"), var.base_images]))
}

module "image" {
  source   = "./modules/image"
  for_each = local.bundles

  name            = "${local.name}-${each.key}"
  service         = each.key
  source_hash     = sha256(jsonencode([local.recipe_hash, each.value]))
  source_is_there = contains(keys(each.value), "main.mjs")
  needed          = contains(local.containers, each.key)
  reference       = lookup(var.images, each.key, null)
  container_tool  = var.container_tool
  base_images     = var.base_images
  platform        = "linux/arm64"
  protect         = var.protect_data
  kms_key_arn     = aws_kms_key.data.arn
}
