# A second line of defence behind the security groups. These lists are stateless, so answers need their own rules: the answer
# to a task or a NAT gateway can come from anywhere, to the port that the request came from. Only tasks (8080) and Aurora (5432)
# listen in that range, and their security groups say who may connect. The Amazon DNS resolver, task metadata and the time
# service are not subject to these lists.
locals {
  anywhere = "0.0.0.0/0"

  # Clients connect from one of these ports.
  answers    = { from = 1024, to = 65535 }
  tasks_port = { from = 8080, to = 8080 }
  https      = { from = 443, to = 443 }
  database   = { from = 5432, to = 5432 }

  # Cluster nodes send each other DNS queries and answers across subnets.
  names = !var.cluster_nodes ? [] : [for rule in [
    { ports = { from = 53, to = 53 }, protocol = "udp" },
    { ports = { from = 53, to = 53 }, protocol = "tcp" },
    { ports = local.answers, protocol = "udp" },
  ] : merge(rule, { cidr = local.tiers.private, action = "allow" })]

  # Tasks run in the private subnets (with NAT) or in the public ones (without). Both allow what tasks need, so that running
  # tasks keep working while a change of nat_gateways moves them.
  access_lists = {
    public = {
      # Requests from tasks on their way out through NAT, and from the load balancer to tasks that run here. If tasks run here, no
      # other connection reaches port 8080, whatever the security groups say.
      ingress = concat(
        [
          { ports = local.https, cidr = local.tiers.private, action = "allow" },
          { ports = local.tasks_port, cidr = local.tiers.private, action = "allow" },
        ],
        local.tasks_are_public ? [{ ports = local.tasks_port, cidr = local.anywhere, action = "deny" }] : [],
        [{ ports = local.answers, cidr = local.anywhere, action = "allow" }],
      )
      egress = [
        { ports = local.https, cidr = local.anywhere, action = "allow" },
        { ports = local.answers, cidr = local.tiers.private, action = "allow" },
        { ports = local.database, cidr = local.tiers.data, action = "allow" },
      ]
    }
    private = {
      # The load balancer, tasks and interface endpoints. What comes from anywhere can only be an answer: no route leads in.
      ingress = concat([
        { ports = { from = 80, to = 80 }, cidr = local.tiers.private, action = "allow" },
        { ports = local.https, cidr = local.tiers.private, action = "allow" },
        { ports = local.https, cidr = local.tiers.public, action = "allow" },
        { ports = local.answers, cidr = local.anywhere, action = "allow" },
      ], local.names)
      # The ports of answers include tasks (8080) and Aurora (5432).
      egress = concat([
        { ports = local.https, cidr = local.anywhere, action = "allow" },
        { ports = { from = 80, to = 80 }, cidr = local.tiers.private, action = "allow" },
        { ports = local.answers, cidr = var.cidr, action = "allow" },
      ], local.names)
    }
    data = {
      ingress = [for tier in ["private", "public"] : { ports = local.database, cidr = local.tiers[tier], action = "allow" }]
      egress  = [for tier in ["private", "public"] : { ports = local.answers, cidr = local.tiers[tier], action = "allow" }]
    }
  }

  # A router sends this when a packet is too large for it. A sender that does not get it resends the packet forever.
  fragmentation_needed = { type = 3, code = 4 }

  subnet_ids = {
    public  = [for zone in local.zones : aws_subnet.public[zone].id]
    private = [for zone in local.zones : aws_subnet.private[zone].id]
    data    = [for zone in local.zones : aws_subnet.data[zone].id]
  }
}

resource "aws_network_acl" "this" {
  for_each = local.access_lists

  vpc_id     = aws_vpc.this.id
  subnet_ids = local.subnet_ids[each.key]

  dynamic "ingress" {
    for_each = each.value.ingress

    content {
      rule_no    = 100 + 10 * ingress.key
      action     = ingress.value.action
      protocol   = lookup(ingress.value, "protocol", "tcp")
      from_port  = ingress.value.ports.from
      to_port    = ingress.value.ports.to
      cidr_block = ingress.value.cidr
    }
  }

  ingress {
    rule_no    = 90
    action     = "allow"
    protocol   = "icmp"
    icmp_type  = local.fragmentation_needed.type
    icmp_code  = local.fragmentation_needed.code
    from_port  = 0
    to_port    = 0
    cidr_block = each.key == "data" ? var.cidr : local.anywhere
  }

  dynamic "egress" {
    for_each = each.value.egress

    content {
      rule_no    = 100 + 10 * egress.key
      action     = egress.value.action
      protocol   = lookup(egress.value, "protocol", "tcp")
      from_port  = egress.value.ports.from
      to_port    = egress.value.ports.to
      cidr_block = egress.value.cidr
    }
  }

  egress {
    rule_no    = 90
    action     = "allow"
    protocol   = "icmp"
    icmp_type  = local.fragmentation_needed.type
    icmp_code  = local.fragmentation_needed.code
    from_port  = 0
    to_port    = 0
    cidr_block = each.key == "data" ? var.cidr : local.anywhere
  }

  tags = { Name = "${var.name}-${each.key}" }
}
