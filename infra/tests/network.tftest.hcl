# The real provider with fake keys: it plans and renders policies, and everything that it would ask AWS is overridden here.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_availability_zones.usable
  values = { names = ["eu-central-1c", "eu-central-1a", "eu-central-1b"] }
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name               = "shop-test"
  cidr               = "10.0.0.0/16"
  zone_count         = 2
  nat_gateways       = "one"
  kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days = 30
}

run "a_large_network_is_divided_into_tiers_and_zones" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.public : zone => subnet.cidr_block } == { eu-central-1a = "10.0.0.0/20", eu-central-1b = "10.0.16.0/20" }
    error_message = "The public subnets must be quarters of the first quarter."
  }

  assert {
    condition     = [for subnet in aws_subnet.private : subnet.cidr_block] == ["10.0.64.0/20", "10.0.80.0/20"]
    error_message = "The private subnets must be quarters of the second quarter."
  }

  assert {
    condition     = [for subnet in aws_subnet.data : subnet.cidr_block] == ["10.0.128.0/20", "10.0.144.0/20"]
    error_message = "The data subnets must be quarters of the third quarter."
  }

  assert {
    condition     = alltrue([for subnet in concat(values(aws_subnet.public), values(aws_subnet.private), values(aws_subnet.data)) : !subnet.map_public_ip_on_launch])
    error_message = "No subnet may assign public addresses by default."
  }
}

run "nothing_is_open_to_the_world" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    interface_endpoints = ["sqs", "ecr.api"]
  }

  assert {
    condition = alltrue([
      for rule in concat(values(aws_vpc_security_group_ingress_rule.connection), values(aws_vpc_security_group_ingress_rule.endpoints)) :
      rule.cidr_ipv4 == null && rule.cidr_ipv6 == null && rule.prefix_list_id == null && rule.ip_protocol == "tcp" && rule.from_port == rule.to_port
    ])
    error_message = "Connections must be allowed only from security groups, and to a single port."
  }

  assert {
    condition = keys(aws_vpc_security_group_ingress_rule.connection) == [
      "functions-database-5432", "load_balancer-tasks-8080", "tasks-database-5432", "vpc_link-load_balancer-443", "vpc_link-load_balancer-80",
    ]
    error_message = "There must be exactly these connections between the layers."
  }

  assert {
    condition     = alltrue([for name, rule in aws_vpc_security_group_egress_rule.internet : contains(["tasks", "functions"], name) && rule.from_port == 443 && rule.to_port == 443])
    error_message = "Only tasks and functions may connect to the outside, over HTTPS."
  }

  assert {
    condition = alltrue(flatten([for tier, list in aws_network_acl.this : [
      for rule in list.ingress : rule.protocol == "icmp" || (tier != "data" && rule.from_port >= 1024) if !startswith(rule.cidr_block, "10.")
    ]]))
    error_message = "Only answers may come from outside, to ephemeral ports, and none to the data subnets."
  }

  assert {
    condition = alltrue([
      for rule in concat(tolist(aws_network_acl.this["data"].ingress), tolist(aws_network_acl.this["data"].egress)) :
      contains(["10.0.0.0/18", "10.0.64.0/18"], rule.cidr_block) || rule.protocol == "icmp" && rule.cidr_block == "10.0.0.0/16"
    ])
    error_message = "The data subnets must exchange traffic only with the subnets of tasks."
  }

  assert {
    condition = alltrue(flatten([for list in aws_network_acl.this : [for rules in [list.ingress, list.egress] :
      length([for rule in rules : rule if rule.protocol == "icmp" && rule.icmp_type == 3 && rule.icmp_code == 4]) == 1
    ]]))
    error_message = "Reports of packets that are too large must be allowed everywhere."
  }

  assert {
    condition     = length(aws_default_security_group.this.ingress) == 0 && length(aws_default_security_group.this.egress) == 0
    error_message = "The default security group must let nothing in or out."
  }
}

run "without_nat_the_tasks_are_public_and_still_closed" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    nat_gateways = "none"
  }

  assert {
    condition     = output.tasks_get_public_ips && length(aws_nat_gateway.this) == 0 && length(aws_eip.nat) == 0 && length(aws_route.private) == 0
    error_message = "There must be no NAT gateway and no route to one."
  }

  assert {
    condition = alltrue([
      for rule in aws_network_acl.this["public"].ingress :
      rule.cidr_block == "10.0.64.0/18" if rule.action == "allow" && rule.protocol == "tcp" && rule.from_port < 1024
    ]) && toset([for rule in aws_network_acl.this["public"].ingress : "${rule.rule_no} ${rule.action}" if rule.protocol == "tcp" && rule.from_port >= 1024]) == toset(["110 allow", "120 deny", "130 allow"])
    error_message = "Only the private subnets may reach the tasks' port."
  }

  assert {
    condition     = toset([for rule in aws_network_acl.this["data"].ingress : "${rule.cidr_block} ${rule.from_port}-${rule.to_port}" if rule.protocol == "tcp"]) == toset(["10.0.0.0/18 5432-5432", "10.0.64.0/18 5432-5432"])
    error_message = "Public tasks must be able to reach Aurora as well, on its port only."
  }
}

run "each_zone_has_its_own_nat" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    cidr         = "172.16.16.0/20"
    zone_count   = 3
    nat_gateways = "per_zone"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && length(aws_route.private) == 3 && !output.tasks_get_public_ips
    error_message = "There must be as many NAT gateways as zones."
  }

  assert {
    condition = concat(
      [for subnet in aws_subnet.public : subnet.cidr_block],
      [for subnet in aws_subnet.private : subnet.cidr_block],
      [for subnet in aws_subnet.data : subnet.cidr_block],
      ) == [
      "172.16.16.0/24", "172.16.17.0/24", "172.16.18.0/24",
      "172.16.20.0/24", "172.16.21.0/24", "172.16.22.0/24",
      "172.16.24.0/24", "172.16.25.0/24", "172.16.26.0/24",
    ]
    error_message = "A small network must have room for three zones of three tiers."
  }
}

run "one_nat_serves_all_zones_and_flow_logs_are_encrypted" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_route.private) == 2
    error_message = "Every zone must use the one NAT gateway."
  }

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_cloudwatch_log_group.flow_logs.retention_in_days == 30 && aws_cloudwatch_log_group.flow_logs.kms_key_id == var.kms_key_arn
    error_message = "All traffic must be logged, encrypted and kept for 30 days."
  }

  assert {
    condition     = jsondecode(data.aws_iam_policy_document.flow_logs_trust.json).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Only flow logs of this account may assume the role."
  }

  assert {
    condition     = length(aws_vpc_endpoint.gateway) == 2 && length(aws_vpc_endpoint.interface) == 0 && length(aws_security_group.endpoints) == 0
    error_message = "By default, there must be only the free endpoints of S3 and DynamoDB."
  }
}

run "a_region_with_too_few_zones_is_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    zone_count = 3
  }

  override_data {
    target = data.aws_availability_zones.usable
    values = { names = ["us-west-1a", "us-west-1c"] }
  }

  expect_failures = [aws_vpc.this]
}

run "invalid_network_settings_are_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    cidr                = "10.0.0.0/24"
    zone_count          = 4
    nat_gateways        = "some"
    interface_endpoints = ["s3"]
  }

  expect_failures = [var.cidr, var.zone_count, var.nat_gateways, var.interface_endpoints]
}
