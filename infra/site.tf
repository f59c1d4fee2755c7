# The reference page of the API and the descriptions of the API and its events, as `npm run build` leaves them in dist/site.
module "site_bucket" {
  source = "./modules/bucket"

  name        = "${local.name}-site-${var.aws_account_id}-${var.aws_region}"
  protect     = var.protect_data
  kms_key_arn = aws_kms_key.data.arn
}

locals {
  site = {
    paths = ["/docs*", "/openapi.json", "/asyncapi.json"]

    # The same as where the gateway serves them, see local/documents.ts.
    content_security_policy = join("; ", [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
  }

  site_content_types = {
    css  = "text/css; charset=utf-8"
    html = "text/html; charset=utf-8"
    js   = "text/javascript; charset=utf-8"
    json = "application/json"
    png  = "image/png"
    txt  = "text/plain; charset=utf-8"
  }
}

resource "aws_s3_object" "site" {
  for_each = fileset("${local.dist}/site", "**")

  bucket = module.site_bucket.id
  # S3 knows no index of a folder: the page lies where it is asked for.
  key           = each.key == "docs/index.html" ? "docs" : each.key
  source        = "${local.dist}/site/${each.key}"
  source_hash   = filesha256("${local.dist}/site/${each.key}")
  content_type  = lookup(local.site_content_types, reverse(split(".", each.key))[0], "application/octet-stream")
  cache_control = each.key != "docs/index.html" && startswith(each.key, "docs/") ? "public, max-age=3600" : "public, max-age=60"
}
