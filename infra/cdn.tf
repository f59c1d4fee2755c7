module "cdn" {
  source = "./modules/cdn"

  name            = local.name
  api_host        = module.gateway.host
  price_class     = var.cdn_price_class
  cache_policy_id = var.catalog_cache_policy_id
  web_acl_arn     = var.firewall == null ? null : module.cdn_firewall[0].arn

  secret = local.cdn_secrets[0]

  # Passing the whole module would be a cycle: the bucket's CORS rules contain this distribution's URL.
  media_bucket = { regional_domain_name = module.media_bucket.regional_domain_name }
  site         = merge(local.site, { bucket = module.site_bucket })

  domain = var.cdn_domain == null ? null : {
    name            = var.cdn_domain.name
    certificate_arn = aws_acm_certificate_validation.cdn[0].certificate_arn
  }
}

locals {
  # The buckets behind the distribution, and which of their objects it may read.
  served = {
    media = { bucket = module.media_bucket, objects = "media/*" }
    site  = { bucket = module.site_bucket, objects = "*" }
  }
}

# A bucket has only one policy, so this one requires TLS as well. Only this distribution may read.
resource "aws_s3_bucket_policy" "served" {
  for_each = local.served

  bucket = each.value.bucket.id
  policy = data.aws_iam_policy_document.served[each.key].json
}

data "aws_iam_policy_document" "served" {
  for_each = local.served

  source_policy_documents = [each.value.bucket.tls_only_policy]

  statement {
    sid       = "ReadObjectsFromCloudFront"
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

  # Without it, S3 answers 403 for missing keys, and CloudFront caches a 403 for 10 s but never a 404. It does not expose a
  # listing: no path of the distribution reaches the bucket's root.
  statement {
    sid       = "ListBucketFromCloudFront"
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
