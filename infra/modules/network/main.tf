data "aws_availability_zones" "usable" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }

  # Zones that lack VPC links for HTTP APIs or NAT gateways. A zone's letter differs between accounts; its id does not.
  exclude_zone_ids = ["use1-az3", "ape1-az1", "apne1-az3", "apne2-az4", "cac1-az4", "euw3-az2"]
}

locals {
  zones            = slice(sort(data.aws_availability_zones.usable.names), 0, min(var.zone_count, length(data.aws_availability_zones.usable.names)))
  tasks_are_public = var.nat_gateways == "none"
  nat_zones        = { none = [], one = slice(local.zones, 0, 1), per_zone = local.zones }[var.nat_gateways]

  # Each tier is a quarter of the VPC, and each subnet a quarter of its tier, so a third zone or a fourth tier moves nothing.
  tiers = { for index, tier in ["public", "private", "data"] : tier => cidrsubnet(var.cidr, 2, index) }
  subnets = { for tier, cidr in local.tiers : tier => {
    for index, zone in local.zones : zone => cidrsubnet(cidr, 2, index)
  } }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }

  lifecycle {
    precondition {
      condition     = length(data.aws_availability_zones.usable.names) >= var.zone_count
      error_message = "This region has fewer than ${var.zone_count} zones in which API Gateway can reach a VPC: lower zone_count."
    }
  }
}

# Resources without a security group get this one, which allows nothing in or out. The empty lists make rules that someone adds
# by hand show up in the next plan.
resource "aws_default_security_group" "this" {
  vpc_id  = aws_vpc.this.id
  ingress = []
  egress  = []
}

resource "aws_subnet" "public" {
  for_each = local.subnets.public

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = { Name = "${var.name}-public-${each.key}" }
}

resource "aws_subnet" "private" {
  for_each = local.subnets.private

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = { Name = "${var.name}-private-${each.key}" }
}

resource "aws_subnet" "data" {
  for_each = local.subnets.data

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = { Name = "${var.name}-data-${each.key}" }
}
