# There are no access logs: the gateway logs what it answers, the web ACL what it blocks, and the metrics show cache hits.
locals {
  api_origin   = "api"
  media_origin = "media"
  site_origin  = "site"

  # The bucket behind each origin.
  buckets = { (local.media_origin) = var.media_bucket, (local.site_origin) = var.site.bucket }

  every_method = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
  read_methods = ["GET", "HEAD"]

  cache_policy_id = var.cache_policy_id == null ? aws_cloudfront_cache_policy.catalog[0].id : var.cache_policy_id

  # Managed policies of AWS, with the same ids in every account. The gateway accepts only its own host, so the viewer's Host header
  # is not forwarded.
  caching_disabled        = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  caching_optimized       = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  all_viewer_except_host  = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  security_headers_policy = "67f7725c-6f97-4210-82d7-5512b31e9d03"
}

resource "aws_cloudfront_distribution" "this" {
  comment         = var.name
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = var.price_class
  web_acl_id      = var.web_acl_arn
  aliases         = var.domain == null ? [] : [var.domain.name]

  origin {
    origin_id   = local.api_origin
    domain_name = var.api_host

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # The gateway gives up on a service after 30 s and answers itself.
      origin_read_timeout = 35
    }

    # The viewer's address comes in another header, which is trusted only with this secret: callers who bypass CloudFront can
    # send both headers but do not know the secret.
    custom_header {
      name  = "x-cdn-secret"
      value = var.secret
    }
  }

  dynamic "origin" {
    for_each = local.buckets

    content {
      origin_id                = origin.key
      domain_name              = origin.value.regional_domain_name
      origin_access_control_id = aws_cloudfront_origin_access_control.buckets[origin.key].id
    }
  }

  # The shop and the console: their files, and the one page for all their addresses.
  default_cache_behavior {
    target_origin_id           = local.site_origin
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = local.read_methods
    cached_methods             = local.read_methods
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.site.id
    compress                   = true

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.pages.arn
    }
  }

  # Administrators write under the same path that everyone reads.
  ordered_cache_behavior {
    path_pattern               = "/v1/catalog/*"
    target_origin_id           = local.api_origin
    viewer_protocol_policy     = "https-only"
    allowed_methods            = local.every_method
    cached_methods             = local.read_methods
    cache_policy_id            = local.cache_policy_id
    origin_request_policy_id   = local.all_viewer_except_host
    response_headers_policy_id = local.security_headers_policy
    compress                   = true

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.viewer_address.arn
    }
  }

  # Plain HTTP is refused, not redirected: a token sent in the clear should not appear to work.
  ordered_cache_behavior {
    path_pattern               = "/v1/*"
    target_origin_id           = local.api_origin
    viewer_protocol_policy     = "https-only"
    allowed_methods            = local.every_method
    cached_methods             = local.read_methods
    cache_policy_id            = local.caching_disabled
    origin_request_policy_id   = local.all_viewer_except_host
    response_headers_policy_id = local.security_headers_policy
    compress                   = true

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.viewer_address.arn
    }
  }

  ordered_cache_behavior {
    path_pattern               = "/media/*"
    target_origin_id           = local.media_origin
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = local.read_methods
    cached_methods             = local.read_methods
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = local.security_headers_policy
    compress                   = true
  }

  # The API reference, and the descriptions of the API and the events.
  dynamic "ordered_cache_behavior" {
    for_each = var.site.paths

    content {
      path_pattern               = ordered_cache_behavior.value
      target_origin_id           = local.site_origin
      viewer_protocol_policy     = "redirect-to-https"
      allowed_methods            = local.read_methods
      cached_methods             = local.read_methods
      cache_policy_id            = local.caching_optimized
      response_headers_policy_id = aws_cloudfront_response_headers_policy.site.id
      compress                   = true
    }
  }

  # CloudFront caches errors for 10 s even where caching is off, and its cache key has no token: a stranger's 404 for an
  # order would go to the owner as well.
  dynamic "custom_error_response" {
    for_each = [404, 500, 502, 503, 504]

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 0
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  # With its default certificate, CloudFront does not let you choose TLS versions.
  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = var.domain == null ? null : var.domain.certificate_arn
    ssl_support_method             = var.domain == null ? null : "sni-only"
    minimum_protocol_version       = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }
}

resource "aws_cloudfront_function" "viewer_address" {
  name    = "${var.name}-viewer-address"
  comment = "Tells the gateway the viewer's address"
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/viewer-address.js")
}

resource "aws_cloudfront_function" "pages" {
  name    = "${var.name}-pages"
  comment = "Serves the site's page at all of its addresses"
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/pages.js")
}

resource "aws_cloudfront_origin_access_control" "buckets" {
  for_each = local.buckets

  name                              = "${var.name}-${each.key}"
  description                       = "CloudFront signs its requests to the ${each.key} bucket"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# The headers of AWS's own policy, and those that a page with scripts needs as well.
resource "aws_cloudfront_response_headers_policy" "site" {
  name    = "${var.name}-site"
  comment = "Security headers of the site's pages"

  security_headers_config {
    content_security_policy {
      content_security_policy = var.site.content_security_policy
      override                = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "DENY"
      override     = true
    }

    referrer_policy {
      referrer_policy = "no-referrer"
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
    }
  }
}

# Caches answers for as long as the service's Cache-Control allows, and not at all without one. Answers differ by query string,
# and by Origin because of the gateway's CORS headers.
resource "aws_cloudfront_cache_policy" "catalog" {
  count = var.cache_policy_id == null ? 1 : 0

  name        = "${var.name}-catalog"
  comment     = "Follows the catalog's Cache-Control"
  min_ttl     = 0
  default_ttl = 0
  max_ttl     = 86400

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_gzip   = true
    enable_accept_encoding_brotli = true

    query_strings_config {
      query_string_behavior = "all"
    }

    headers_config {
      header_behavior = "whitelist"

      headers {
        items = ["Origin"]
      }
    }

    cookies_config {
      cookie_behavior = "none"
    }
  }
}
