module "cdn" {
  source = "./modules/cdn"

  name            = local.name
  api_host        = module.gateway.host
  price_class     = var.cdn_price_class
  cache_policy_id = var.catalog_cache_policy_id
  web_acl_arn     = var.firewall == null ? null : module.cdn_firewall[0].arn

  media_bucket = {
    id                   = module.media.id
    arn                  = module.media.arn
    regional_domain_name = module.media.regional_domain_name
  }

  domain = var.cdn_domain == null ? null : {
    name            = var.cdn_domain.name
    certificate_arn = aws_acm_certificate_validation.cdn[0].certificate_arn
  }
}

# The bucket's only policy: nothing without TLS, and reading for this distribution alone.
resource "aws_s3_bucket_policy" "media" {
  bucket = module.media.id
  policy = data.aws_iam_policy_document.media.json
}

data "aws_iam_policy_document" "media" {
  source_policy_documents = [module.media.tls_only_policy]

  statement {
    sid       = "CloudFrontReads"
    actions   = ["s3:GetObject"]
    resources = ["${module.media.arn}/media/*"]

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
