provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name              = "shop-test"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-1"
  protect           = true
}

run "it_is_internal_and_strict" {
  command = plan

  module {
    source = "./modules/load-balancer"
  }

  assert {
    condition     = aws_lb.this.internal && aws_lb.this.drop_invalid_header_fields && aws_lb.this.enable_deletion_protection && aws_lb.this.idle_timeout == 60
    error_message = "The load balancer must be internal, drop malformed headers, and be protected from deletion."
  }

  assert {
    condition     = aws_lb_listener.this.port == 80 && aws_lb_listener.this.protocol == "HTTP"
    error_message = "Without a certificate, it must use HTTP."
  }

  assert {
    condition     = one(aws_lb_listener.this.default_action[0].fixed_response).status_code == "404" && jsondecode(one(aws_lb_listener.this.default_action[0].fixed_response).message_body) == { message = "Not Found" }
    error_message = "An unknown path must get the same answer as from API Gateway."
  }

  assert {
    condition     = length(aws_wafv2_web_acl_association.this) == 0
    error_message = "There must be no web ACL unless one is given."
  }
}

run "a_certificate_and_a_web_acl_are_used" {
  command = plan

  module {
    source = "./modules/load-balancer"
  }

  variables {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
    web_acl         = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/00000000-0000-0000-0000-000000000000" }
    protect         = false
  }

  assert {
    condition     = aws_lb_listener.this.port == 443 && aws_lb_listener.this.protocol == "HTTPS" && aws_lb_listener.this.ssl_policy == "ELBSecurityPolicy-TLS13-1-2-2021-06"
    error_message = "With a certificate, it must use TLS 1.2 or 1.3."
  }

  assert {
    condition     = one(aws_wafv2_web_acl_association.this).web_acl_arn == var.web_acl.arn && !aws_lb.this.enable_deletion_protection
    error_message = "The web ACL must be associated with the load balancer."
  }
}

run "what_aws_would_refuse_is_refused_by_the_plan" {
  command = plan

  module {
    source = "./modules/load-balancer"
  }

  variables {
    name       = "internal-shop"
    subnet_ids = ["subnet-1"]
  }

  expect_failures = [var.name, var.subnet_ids]
}
