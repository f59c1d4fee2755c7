locals {
  # AWS's managed rule groups in order, and the rules in them that only count instead of blocking.
  managed_rules = concat(
    [
      {
        name = "AWSManagedRulesCommonRuleSet"
        counted = [
          # It blocks bodies over 8 KB. Ours may have 64 KB; above that the services answer 413 themselves.
          "SizeRestrictions_BODY",
          # The authorizer sends no user agent when it fetches the signing keys. Neither do honest scripts.
          "NoUserAgent_HEADER",
        ]
      },
      { name = "AWSManagedRulesKnownBadInputsRuleSet", counted = [] },
      { name = "AWSManagedRulesSQLiRuleSet", counted = [] },
    ],
    # It judges the source address, which behind the gateway is the gateway's.
    var.behind_gateway ? [] : [{ name = "AWSManagedRulesAmazonIpReputationList", counted = [] }],
  )
}

resource "aws_wafv2_web_acl" "this" {
  name        = var.name
  description = "AWS managed rules and a rate limit per caller"
  scope       = var.scope

  default_action {
    allow {}
  }

  rule {
    name     = "rate"
    priority = 0

    action {
      block {
        custom_response {
          response_code = 429
        }
      }
    }

    statement {
      rate_based_statement {
        limit                 = var.requests_per_five_minutes_max
        evaluation_window_sec = 300
        aggregate_key_type    = var.behind_gateway ? "CUSTOM_KEYS" : "IP"

        # API Gateway does not forward X-Forwarded-For, and callers can forge the start of Forwarded. They cannot forge a
        # token. Requests without one are limited by the gateway's throttles and, through CloudFront, by address.
        dynamic "custom_key" {
          for_each = var.behind_gateway ? ["authorization"] : []

          content {
            header {
              name = custom_key.value

              text_transformation {
                priority = 0
                type     = "NONE"
              }
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  dynamic "rule" {
    for_each = var.sign_ins_per_five_minutes_max[*]

    content {
      name     = "sign-ins"
      priority = 10

      action {
        block {
          custom_response {
            response_code = 429
          }
        }
      }

      statement {
        rate_based_statement {
          limit                 = rule.value
          evaluation_window_sec = 300
          aggregate_key_type    = "IP"

          scope_down_statement {
            byte_match_statement {
              positional_constraint = "STARTS_WITH"
              search_string         = "/v1/auth/"

              field_to_match {
                uri_path {}
              }

              text_transformation {
                priority = 0
                type     = "NORMALIZE_PATH"
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "sign-ins"
        sampled_requests_enabled   = true
      }
    }
  }

  # An and_statement needs at least two statements, so a single secret is repeated.
  dynamic "rule" {
    for_each = length(var.cdn_secrets) == 0 ? [] : ["past-the-cdn"]

    content {
      name     = rule.value
      priority = 11

      action {
        block {}
      }

      statement {
        and_statement {
          dynamic "statement" {
            for_each = range(max(2, length(var.cdn_secrets)))

            content {
              not_statement {
                statement {
                  byte_match_statement {
                    positional_constraint = "EXACTLY"
                    search_string         = element(var.cdn_secrets, statement.value)

                    field_to_match {
                      single_header {
                        name = "x-cdn-secret"
                      }
                    }

                    text_transformation {
                      priority = 0
                      type     = "NONE"
                    }
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.value
        sampled_requests_enabled   = true
      }
    }
  }

  dynamic "rule" {
    for_each = local.managed_rules

    content {
      name     = rule.value.name
      priority = rule.key + 1

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value.name

          dynamic "rule_action_override" {
            for_each = rule.value.counted

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.value.name
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}
