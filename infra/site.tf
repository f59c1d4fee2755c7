# The shop, the console, the API reference, and the OpenAPI and AsyncAPI documents, as `npm run build` writes them to dist/site.
module "site_bucket" {
  source = "./modules/bucket"

  name        = "${local.name}-site-${var.aws_account_id}-${var.aws_region}"
  protect     = var.protect_data
  kms_key_arn = aws_kms_key.data.arn
}

locals {
  site = {
    # Paths that CloudFront serves as files. All others, except the API and media, get the page of the shop and the console.
    paths = ["/docs*", "/openapi.json", "/asyncapi.json", "/.well-known/jwks.json", "/config.json"]

    # The same policy as the local gateway's, in local/documents.ts.
    content_security_policy = join("; ", [
      "default-src 'none'",
      "script-src 'self'${local.stripe_sources.scripts}",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self' https://${module.media_bucket.regional_domain_name}${local.stripe_sources.api}",
      "frame-src ${local.stripe_sources.frames}",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
  }

  # With a publishable key, the checkout loads Stripe's script, which shows the card fields in its own iframes.
  stripe_sources = var.stripe_publishable_key == null ? { scripts = "", api = "", frames = "'none'" } : {
    scripts = " https://js.stripe.com https://*.js.stripe.com"
    api     = " https://api.stripe.com"
    frames  = "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com"
  }

  site_content_types = {
    css  = "text/css; charset=utf-8"
    html = "text/html; charset=utf-8"
    js   = "text/javascript; charset=utf-8"
    json = "application/json"
    png  = "image/png"
    svg  = "image/svg+xml"
    txt  = "text/plain; charset=utf-8"
  }
}

resource "aws_s3_object" "site" {
  for_each = setsubtract(fileset("${local.dist}/site", "**"), ["index.html"])

  bucket = module.site_bucket.id
  # CloudFront requests the key docs, because S3's REST endpoint has no index documents.
  key          = each.key == "docs/index.html" ? "docs" : each.key
  source       = "${local.dist}/site/${each.key}"
  source_hash  = filesha256("${local.dist}/site/${each.key}")
  content_type = lookup(local.site_content_types, reverse(split(".", each.key))[0], "application/octet-stream")
  cache_control = (
    # Their names contain a hash of their content.
    startswith(each.key, "assets/") ? "public, max-age=31536000, immutable" :
    each.key != "docs/index.html" && startswith(each.key, "docs/") ? "public, max-age=3600" : "public, max-age=60"
  )

  # Files that a new build no longer has are deleted only after the new page, which does without them, is uploaded.
  lifecycle {
    create_before_destroy = true
  }
}

# Settings that differ between deployments. The page reads them at run time, because all deployments share one build.
resource "aws_s3_object" "configuration" {
  bucket        = module.site_bucket.id
  key           = "config.json"
  content       = jsonencode({ stripePublishableKey = var.stripe_publishable_key, traceUrl = var.trace_url })
  content_type  = local.site_content_types["json"]
  cache_control = "public, max-age=60"
}

# The single page of the shop and the console. It is uploaded last, after the files that it loads.
resource "aws_s3_object" "page" {
  bucket        = module.site_bucket.id
  key           = "index.html"
  source        = "${local.dist}/site/index.html"
  source_hash   = fileexists("${local.dist}/site/index.html") ? filesha256("${local.dist}/site/index.html") : null
  content_type  = local.site_content_types["html"]
  cache_control = "no-cache"

  depends_on = [aws_s3_object.configuration, aws_s3_object.site]

  lifecycle {
    precondition {
      condition     = fileexists("${local.dist}/site/index.html")
      error_message = "There is no site in dist: run npm run build first."
    }
  }
}
