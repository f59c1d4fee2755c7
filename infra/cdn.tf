module "cdn" {
  source = "./modules/cdn"

  name            = local.name
  api_host        = module.gateway.host
  price_class     = var.cdn_price_class
  cache_policy_id = var.catalog_cache_policy_id
  web_acl_arn     = var.firewall == null ? null : module.cdn_firewall[0].arn

  secret = local.cdn_secrets[0]

  # Not the whole module, whose rules for pages of other origins wait for this distribution's address.
  media_bucket = { regional_domain_name = module.media_bucket.regional_domain_name }
  site         = merge(local.site, { bucket = module.site_bucket })

  domain = var.cdn_domain == null ? null : {
    name            = var.cdn_domain.name
    certificate_arn = aws_acm_certificate_validation.cdn[0].certificate_arn
  }
}

locals {
  # What is served of each bucket.
  served = {
    media = { bucket = module.media_bucket, objects = "media/*" }
    site  = { bucket = module.site_bucket, objects = "*" }
  }
}

# A bucket's only policy: nothing without TLS, and reading for this distribution alone.
resource "aws_s3_bucket_policy" "served" {
  for_each = local.served

  bucket = each.value.bucket.id
  policy = data.aws_iam_policy_document.served[each.key].json
}

data "aws_iam_policy_document" "served" {
  for_each = local.served

  source_policy_documents = [each.value.bucket.tls_only_policy]

  statement {
    sid       = "CloudFrontReads"
    actions   = ["s3:GetObject"]
    resources = ["${each.value.bucket.arn}/${each.value.objects}"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [module.cdn.distribution_arn]
    }
  }

  # Without it S3 says 403 of what is not there, and CloudFront, which is told to forget each 404 at once, keeps that for a while.
  # No path that is served lists a bucket.
  statement {
    sid       = "CloudFrontSeesMissingKeys"
    actions   = ["s3:ListBucket"]
    resources = [each.value.bucket.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [module.cdn.distribution_arn]
    }
  }
}

resource "aws_acm_certificate" "cdn" {
  provider = aws.global
  count    = var.cdn_domain == null ? 0 : 1

  domain_name       = var.cdn_domain.name
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "cdn_certificate" {
  count = var.cdn_domain == null ? 0 : 1

  zone_id         = var.cdn_domain.zone_id
  name            = one(aws_acm_certificate.cdn[0].domain_validation_options).resource_record_name
  type            = one(aws_acm_certificate.cdn[0].domain_validation_options).resource_record_type
  records         = [one(aws_acm_certificate.cdn[0].domain_validation_options).resource_record_value]
  ttl             = 60
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "cdn" {
  provider = aws.global
  count    = var.cdn_domain == null ? 0 : 1

  certificate_arn         = aws_acm_certificate.cdn[0].arn
  validation_record_fqdns = [aws_route53_record.cdn_certificate[0].fqdn]
}

resource "aws_route53_record" "cdn" {
  for_each = toset(var.cdn_domain == null ? [] : ["A", "AAAA"])

  zone_id = var.cdn_domain.zone_id
  name    = var.cdn_domain.name
  type    = each.key

  alias {
    name                   = module.cdn.domain_name
    zone_id                = module.cdn.hosted_zone_id
    evaluate_target_health = false
  }
}
