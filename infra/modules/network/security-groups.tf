# One group per layer. The list of connections says who may connect to whom. Each becomes two rules: one for egress, one for
# ingress.
locals {
  layers = {
    vpc_link      = "API Gateway on its way to the load balancer"
    load_balancer = "The load balancer before the services"
    tasks         = "The services on Fargate"
    functions     = "Functions that ask the database"
    database      = "Aurora"
  }

  connections = { for connection in [
    { from = "vpc_link", to = "load_balancer", port = 80 },
    { from = "vpc_link", to = "load_balancer", port = 443 },
    { from = "load_balancer", to = "tasks", port = 8080 },
    { from = "tasks", to = "database", port = 5432 },
    { from = "functions", to = "database", port = 5432 },
  ] : "${connection.from}-${connection.to}-${connection.port}" => connection }
}

resource "aws_security_group" "this" {
  for_each = local.layers

  name        = "${var.name}-${replace(each.key, "_", "-")}"
  description = each.value
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-${replace(each.key, "_", "-")}" }
}

resource "aws_vpc_security_group_egress_rule" "connection" {
  for_each = local.connections

  security_group_id            = aws_security_group.this[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  referenced_security_group_id = aws_security_group.this[each.value.to].id
}

resource "aws_vpc_security_group_ingress_rule" "connection" {
  for_each = local.connections

  security_group_id            = aws_security_group.this[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  referenced_security_group_id = aws_security_group.this[each.value.from].id
}

# AWS, Stripe and the carrier have no fixed addresses.
resource "aws_vpc_security_group_egress_rule" "internet" {
  for_each = toset(["tasks", "functions"])

  security_group_id = aws_security_group.this[each.key].id
  description       = "To AWS and partners"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}
