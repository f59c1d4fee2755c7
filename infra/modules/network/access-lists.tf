# A second fence behind the security groups. It keeps no state, so answers need rules of their own: what a task
# or a NAT gateway asked somebody outside comes back from anywhere, to the port that it was asked from. Nothing
# listens there but the tasks (8080) and Aurora (5432), whose security groups name who may connect. The Amazon
# resolver, the metadata of a task and the clock are not subject to these lists.
locals {
  anywhere = "0.0.0.0/0"

  # Whoever asks, asks from one of these ports.
  answers    = { from = 1024, to = 65535 }
  tasks_port = { from = 8080, to = 8080 }
  https      = { from = 443, to = 443 }
  database   = { from = 5432, to = 5432 }

  # Nodes of a cluster ask each other for names, and hear the answers, from subnet to subnet.
  names = !var.cluster_nodes ? [] : [for rule in [
    { ports = { from = 53, to = 53 }, protocol = "udp" },
    { ports = { from = 53, to = 53 }, protocol = "tcp" },
    { ports = local.answers, protocol = "udp" },
  ] : merge(rule, { cidr = local.tiers.private, action = "allow" })]

  # What tasks need in the private subnets (with NAT) and in the public ones (without) is let through in both, so that those
  # that still run go on while a change of nat_gateways moves them.
  access_lists = {
    public = {
      # The tasks' questions on their way out by NAT, and the load balancer's to tasks that live here. Then no connection from
      # outside gets as far as 8080, whatever the security groups say.
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
      # The load balancer, tasks and interface endpoints; what comes from anywhere can only answer, for no route leads in.
      ingress = concat([
        { ports = { from = 80, to = 80 }, cidr = local.tiers.private, action = "allow" },
        { ports = local.https, cidr = local.tiers.private, action = "allow" },
        { ports = local.https, cidr = local.tiers.public, action = "allow" },
        { ports = local.answers, cidr = local.anywhere, action = "allow" },
      ], local.names)
      # Answers, and with them tasks (8080) and Aurora (5432).
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

  # A router on the way says that a packet is too large for it. Who does not hear that sends it again for ever.
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
