provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name                          = "shop-test-cdn"
  scope                         = "CLOUDFRONT"
  behind_gateway                = false
  requests_per_five_minutes_max = 2000
  kms_key_arn                   = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days            = 30
}

run "for_cloudfront_callers_are_told_apart_by_address" {
  command = plan

  module {
    source = "./modules/firewall"
  }

  assert {
    condition = { for rule in aws_wafv2_web_acl.this.rule : rule.priority => rule.name } == {
      0 = "rate"
      1 = "AWSManagedRulesCommonRuleSet"
      2 = "AWSManagedRulesKnownBadInputsRuleSet"
      3 = "AWSManagedRulesSQLiRuleSet"
      4 = "AWSManagedRulesAmazonIpReputationList"
    }
    error_message = "The rate rule must come first, then AWS's rules."
  }

  assert {
    condition = [
      for rule in aws_wafv2_web_acl.this.rule : one(one(rule.statement).rate_based_statement).aggregate_key_type if rule.name == "rate"
    ] == ["IP"]
    error_message = "Callers must be told apart by address."
  }

  assert {
    condition = flatten([
      for rule in aws_wafv2_web_acl.this.rule : [
        for group in one(rule.statement).managed_rule_group_statement : [for override in group.rule_action_override : override.name]
      ]
    ]) == ["SizeRestrictions_BODY", "NoUserAgent_HEADER"]
    error_message = "Only bodies over 8 KB and requests without a user agent must be counted instead of blocked."
  }
}

run "behind_the_gateway_callers_are_told_apart_by_token" {
  command = plan

  module {
    source = "./modules/firewall"
  }

  variables {
    scope          = "REGIONAL"
    behind_gateway = true
  }

  assert {
    condition = flatten([
      for rule in aws_wafv2_web_acl.this.rule : [
        for rate in one(rule.statement).rate_based_statement : [rate.aggregate_key_type, [for key in rate.custom_key : one(key.header).name]]
      ]
    ]) == ["CUSTOM_KEYS", "authorization"]
    error_message = "Callers must be told apart by access token."
  }

  assert {
    condition     = !contains([for rule in aws_wafv2_web_acl.this.rule : rule.name], "AWSManagedRulesAmazonIpReputationList")
    error_message = "Behind the gateway, there must be no rule for the reputation of addresses."
  }
}

run "its_logs_are_encrypted_and_have_no_tokens" {
  command = plan

  module {
    source = "./modules/firewall"
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "aws-waf-logs-shop-test-cdn" && aws_cloudwatch_log_group.this.retention_in_days == 30 && aws_cloudwatch_log_group.this.kms_key_id == var.kms_key_arn
    error_message = "The log group must have the prefix that WAF requires, a retention and a key."
  }

  assert {
    condition     = [for field in aws_wafv2_web_acl_logging_configuration.this.redacted_fields : one(field.single_header).name] == ["authorization"]
    error_message = "Tokens must be redacted."
  }
}

run "invalid_firewall_settings_are_refused" {
  command = plan

  module {
    source = "./modules/firewall"
  }

  variables {
    name                          = "shop test"
    scope                         = "GLOBAL"
    requests_per_five_minutes_max = 5
  }

  expect_failures = [var.name, var.scope, var.requests_per_five_minutes_max]
}

run "requests_that_bypass_the_cdn_are_refused" {
  command = plan

  module {
    source = "./modules/firewall"
  }

  variables {
    scope          = "REGIONAL"
    behind_gateway = true
    cdn_secrets    = ["a-secret-of-the-distribution", "the-one-that-follows"]
  }

  assert {
    condition     = toset(flatten([for rule in aws_wafv2_web_acl.this.rule : [for and in rule.statement[0].and_statement : [for statement in and.statement : statement.not_statement[0].statement[0].byte_match_statement[0].search_string]] if rule.name == "past-the-cdn"])) == toset(var.cdn_secrets)
    error_message = "Only requests with one of the secrets may be let in."
  }
}

run "sign_ins_have_their_own_limit" {
  command = plan

  module {
    source = "./modules/firewall"
  }

  variables {
    scope                         = "CLOUDFRONT"
    behind_gateway                = false
    sign_ins_per_five_minutes_max = 100
  }

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : [rule.statement[0].rate_based_statement[0].limit, rule.statement[0].rate_based_statement[0].scope_down_statement[0].byte_match_statement[0].search_string] if rule.name == "sign-ins"]) == [100, "/v1/auth/"]
    error_message = "The limit must be per address, so that one cannot use up the sign-ins of all."
  }
}
