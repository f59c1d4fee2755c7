# A second fence behind the security groups. It keeps no state, so answers need rules of their own: what a task
# or a NAT gateway asked somebody outside comes back from anywhere, to the port that it was asked from. Nothing
# listens there but the tasks (8080) and Aurora (5432), whose security groups name who may connect. The Amazon
# resolver, the metadata of a task and the clock are not subject to these lists.
locals {
  anywhere   = "0.0.0.0/0"
  task_tiers = local.tasks_are_public ? ["private", "public"] : ["private"]

  # A task (Linux) asks from these ports; NAT gateways, load balancers and functions from all above 1023.
  answers      = { from = 1024, to = 65535 }
  task_answers = { from = 32768, to = 65535 }

  access_lists = {
    public = {
      # With NAT: the tasks' questions on their way out. Without: the load balancer asks the tasks, which live here.
      # Then no connection from outside gets as far as 8080, whatever the security groups say.
      ingress = [
        { ports = local.tasks_are_public ? { from = 8080, to = 8080 } : { from = 443, to = 443 }, cidr = local.tiers.private },
        { ports = local.tasks_are_public ? local.task_answers : local.answers, cidr = local.anywhere },
      ]
      egress = concat(
        [
          { ports = { from = 443, to = 443 }, cidr = local.anywhere },
          { ports = local.answers, cidr = local.tiers.private },
        ],
        local.tasks_are_public ? [{ ports = { from = 5432, to = 5432 }, cidr = local.tiers.data }] : [],
      )
    }
    private = {
      # The load balancer, tasks and interface endpoints; what comes from anywhere can only answer, for no route leads in.
      ingress = concat(
        [
          { ports = { from = 80, to = 80 }, cidr = local.tiers.private },
          { ports = { from = 443, to = 443 }, cidr = local.tiers.private },
          { ports = local.answers, cidr = local.anywhere },
        ],
        local.tasks_are_public ? [{ ports = { from = 443, to = 443 }, cidr = local.tiers.public }] : [],
      )
      # Answers, and with them tasks (8080) and Aurora (5432).
      egress = [
        { ports = { from = 443, to = 443 }, cidr = local.anywhere },
        { ports = { from = 80, to = 80 }, cidr = local.tiers.private },
        { ports = local.answers, cidr = var.cidr },
      ]
    }
    data = {
      ingress = [for tier in local.task_tiers : { ports = { from = 5432, to = 5432 }, cidr = local.tiers[tier] }]
      egress  = [for tier in local.task_tiers : { ports = local.answers, cidr = local.tiers[tier] }]
    }
  }

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
      action     = "allow"
      protocol   = "tcp"
      from_port  = ingress.value.ports.from
      to_port    = ingress.value.ports.to
      cidr_block = ingress.value.cidr
    }
  }

  dynamic "egress" {
    for_each = each.value.egress

    content {
      rule_no    = 100 + 10 * egress.key
      action     = "allow"
      protocol   = "tcp"
      from_port  = egress.value.ports.from
      to_port    = egress.value.ports.to
      cidr_block = egress.value.cidr
    }
  }

  tags = { Name = "${var.name}-${each.key}" }
}
