provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name        = "shop-test"
  api_host    = "abc.execute-api.eu-central-1.amazonaws.com"
  price_class = "PriceClass_100"

  media_bucket = {
    id                   = "shop-test-media"
    arn                  = "arn:aws:s3:::shop-test-media"
    regional_domain_name = "shop-test-media.s3.eu-central-1.amazonaws.com"
  }
}

run "only_the_catalog_and_media_are_kept" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this.default_cache_behavior).cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && one(aws_cloudfront_distribution.this.default_cache_behavior).target_origin_id == "api"
    error_message = "The API's answers are not kept."
  }

  assert {
    condition     = [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.path_pattern] == ["/v1/catalog/*", "/media/*"]
    error_message = "What is kept is the catalog and media."
  }

  assert {
    condition     = contains(aws_cloudfront_distribution.this.ordered_cache_behavior[0].allowed_methods, "PATCH") && toset(aws_cloudfront_distribution.this.ordered_cache_behavior[1].allowed_methods) == toset(["GET", "HEAD"])
    error_message = "The catalog takes writes, media does not."
  }

  assert {
    condition     = one(aws_cloudfront_cache_policy.catalog).min_ttl == 0 && one(aws_cloudfront_cache_policy.catalog).default_ttl == 0 && one(aws_cloudfront_cache_policy.catalog).max_ttl == 86400
    error_message = "How long is up to Cache-Control."
  }

  assert {
    condition     = { for response in aws_cloudfront_distribution.this.custom_error_response : response.error_code => response.error_caching_min_ttl } == { 404 = 0, 500 = 0, 502 = 0, 503 = 0, 504 = 0 }
    error_message = "One caller's error is not another's."
  }
}

run "nothing_goes_over_plain_http" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this.default_cache_behavior).viewer_protocol_policy == "https-only" && [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.viewer_protocol_policy] == ["https-only", "redirect-to-https"]
    error_message = "Viewers use HTTPS."
  }

  assert {
    condition     = flatten([for origin in aws_cloudfront_distribution.this.origin : [for config in origin.custom_origin_config : config.origin_protocol_policy]]) == ["https-only"]
    error_message = "So does CloudFront towards the API."
  }

  assert {
    condition = alltrue([
      for behavior in concat(tolist(aws_cloudfront_distribution.this.default_cache_behavior), tolist(aws_cloudfront_distribution.this.ordered_cache_behavior)) :
      behavior.response_headers_policy_id == "67f7725c-6f97-4210-82d7-5512b31e9d03" && behavior.compress
    ])
    error_message = "Every answer is compressed and carries the security headers."
  }

  assert {
    condition     = aws_cloudfront_origin_access_control.media.signing_behavior == "always" && aws_cloudfront_origin_access_control.media.signing_protocol == "sigv4"
    error_message = "Media is asked for with a signature."
  }
}

run "a_name_of_its_own_wants_tls_1_2" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  variables {
    domain          = { name = "shop.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000" }
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this.viewer_certificate).minimum_protocol_version == "TLSv1.2_2021" && aws_cloudfront_distribution.this.aliases == toset(["shop.example.com"]) && output.url == "https://shop.example.com"
    error_message = "It serves under its name, with TLS 1.2 or newer."
  }

  assert {
    condition     = length(aws_cloudfront_cache_policy.catalog) == 0 && aws_cloudfront_distribution.this.ordered_cache_behavior[0].cache_policy_id == var.cache_policy_id
    error_message = "A given cache policy replaces our own."
  }
}

run "what_is_no_host_or_price_class_is_refused" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  variables {
    api_host    = "https://api.example.com/v1"
    price_class = "PriceClass_1"
  }

  expect_failures = [var.api_host, var.price_class]
}
