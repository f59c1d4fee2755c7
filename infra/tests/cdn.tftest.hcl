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

  site = {
    bucket = {
      id                   = "shop-test-site"
      arn                  = "arn:aws:s3:::shop-test-site"
      regional_domain_name = "shop-test-site.s3.eu-central-1.amazonaws.com"
    }
    paths                   = ["/docs*", "/openapi.json"]
    content_security_policy = "default-src 'none'"
  }

  secret = "0123456789abcdef"
}

run "only_what_is_the_same_for_everyone_is_cached" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition     = aws_cloudfront_distribution.this.ordered_cache_behavior[1].cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && aws_cloudfront_distribution.this.ordered_cache_behavior[1].path_pattern == "/v1/*"
    error_message = "The API's answers must not be cached."
  }

  assert {
    condition     = [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.path_pattern] == ["/v1/catalog/*", "/v1/*", "/media/*", "/docs*", "/openapi.json"]
    error_message = "The catalog must come before the rest of the API."
  }

  assert {
    condition     = [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.target_origin_id] == ["api", "api", "media", "site", "site"] && one(aws_cloudfront_distribution.this.default_cache_behavior).target_origin_id == "site"
    error_message = "Each path must have its origin."
  }

  assert {
    condition     = contains(aws_cloudfront_distribution.this.ordered_cache_behavior[0].allowed_methods, "PATCH") && contains(aws_cloudfront_distribution.this.ordered_cache_behavior[1].allowed_methods, "POST") && toset(aws_cloudfront_distribution.this.ordered_cache_behavior[2].allowed_methods) == toset(["GET", "HEAD"])
    error_message = "The API must accept writes, and media must not."
  }

  assert {
    condition     = one(aws_cloudfront_cache_policy.catalog).min_ttl == 0 && one(aws_cloudfront_cache_policy.catalog).default_ttl == 0 && one(aws_cloudfront_cache_policy.catalog).max_ttl == 86400
    error_message = "Cache-Control must decide how long answers are cached."
  }

  assert {
    condition     = { for response in aws_cloudfront_distribution.this.custom_error_response : response.error_code => response.error_caching_min_ttl } == { 404 = 0, 500 = 0, 502 = 0, 503 = 0, 504 = 0 }
    error_message = "Errors must not be cached."
  }
}

run "nothing_goes_over_plain_http" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this.default_cache_behavior).viewer_protocol_policy == "redirect-to-https" && [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.viewer_protocol_policy] == ["https-only", "https-only", "redirect-to-https", "redirect-to-https", "redirect-to-https"]
    error_message = "Viewers must use HTTPS."
  }

  assert {
    condition     = flatten([for origin in aws_cloudfront_distribution.this.origin : [for config in origin.custom_origin_config : config.origin_protocol_policy]]) == ["https-only"]
    error_message = "CloudFront must use HTTPS to the API."
  }

  assert {
    condition = alltrue([
      for behavior in concat(tolist(aws_cloudfront_distribution.this.default_cache_behavior), tolist(aws_cloudfront_distribution.this.ordered_cache_behavior)) :
      behavior.response_headers_policy_id == "67f7725c-6f97-4210-82d7-5512b31e9d03" && behavior.compress if behavior.target_origin_id != "site"
    ])
    error_message = "Every answer must be compressed and have the security headers."
  }

  assert {
    condition = alltrue([for headers in aws_cloudfront_response_headers_policy.site.security_headers_config :
      headers.content_security_policy[0].content_security_policy == "default-src 'none'" && headers.content_security_policy[0].override
      && headers.content_type_options[0].override && headers.frame_options[0].frame_option == "DENY"
    ])
    error_message = "The site must have our own security headers."
  }

  assert {
    condition     = toset(keys(aws_cloudfront_origin_access_control.buckets)) == toset(["media", "site"]) && alltrue([for control in aws_cloudfront_origin_access_control.buckets : control.signing_behavior == "always" && control.signing_protocol == "sigv4"])
    error_message = "Requests to buckets must be signed."
  }
}

run "the_api_gets_the_viewers_address_and_can_trust_it" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition     = { for origin in nonsensitive(aws_cloudfront_distribution.this.origin) : origin.origin_id => [for header in origin.custom_header : "${header.name}: ${header.value}"] } == { api = ["x-cdn-secret: 0123456789abcdef"], media = [], site = [] }
    error_message = "Only the API must get the secret."
  }

  assert {
    condition = alltrue([
      for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior :
      join(" ", [for association in behavior.function_association : association.event_type]) == (behavior.target_origin_id == "api" ? "viewer-request" : "")
    ])
    error_message = "Requests with the secret must have the viewer's address, and not what the viewer claims."
  }

  assert {
    condition     = alltrue([for function in [aws_cloudfront_function.viewer_address, aws_cloudfront_function.pages] : function.publish && function.runtime == "cloudfront-js-2.0"])
    error_message = "The functions must be published."
  }
}

run "a_custom_domain_requires_tls_1_2" {
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
    error_message = "The custom domain must be served, with TLS 1.2 or newer."
  }

  assert {
    condition     = length(aws_cloudfront_cache_policy.catalog) == 0 && aws_cloudfront_distribution.this.ordered_cache_behavior[0].cache_policy_id == var.cache_policy_id
    error_message = "A given cache policy must replace our own."
  }
}

run "an_invalid_host_or_price_class_is_refused" {
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
